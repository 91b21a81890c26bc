"""Files of sheets on screen: taken in, mapped, asked about."""
