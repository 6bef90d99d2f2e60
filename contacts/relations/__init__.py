"""How contacts stand to each other: family, representatives, owners of companies, couples."""
