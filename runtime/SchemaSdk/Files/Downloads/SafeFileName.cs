namespace SchemaSdk.Files.Downloads;

/// <summary>Creates a file name that is valid on every operating system and does not point outside its folder.</summary>
internal static class SafeFileName
{
    private const int MaxLength = 100;

    // Most file systems allow names of up to 255 bytes. This limit leaves room for the number that is added if a name is in use.
    private const int MaxBytes = 200;
    private const string Unnamed = "download";

    /// <summary>Returns the last segment of the address, decoded and made safe.</summary>
    internal static string From(Uri address)
    {
        var segment = Uri.UnescapeDataString(address.AbsolutePath[(address.AbsolutePath.LastIndexOf('/') + 1)..]);
        var clean = string.Concat(segment.Select(character => IsSafe(character) ? character : '_')).Trim(' ', '.');
        if (clean.Length > MaxLength || Encoding.UTF8.GetByteCount(clean) > MaxBytes)
        {
            var extension = Path.GetExtension(clean) is { Length: <= 10 } known ? known : "";
            var length = Math.Min(clean.Length, MaxLength) - extension.Length;
            while (Encoding.UTF8.GetByteCount(clean.AsSpan(0, length)) > MaxBytes - Encoding.UTF8.GetByteCount(extension))
            {
                length--;
            }

            clean = clean[..length].TrimEnd(' ', '.') + extension;
        }

        return clean.Length == 0 ? Unnamed : IsDevice(clean) ? "_" + clean : clean;
    }

    /// <summary>Adds a number before the extension of a name that is in use.</summary>
    internal static string Numbered(string name, int number) =>
        $"{Path.GetFileNameWithoutExtension(name)}-{number}{Path.GetExtension(name)}";

    // Rejects surrogates and invisible characters as well: a right-to-left override can hide an extension.
    private static bool IsSafe(char character) =>
        !"<>:\"/\\|?*".Contains(character, StringComparison.Ordinal)
        && char.GetUnicodeCategory(character) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse);

    // Windows treats these names as devices, even if they have an extension.
    private static bool IsDevice(string name)
    {
        var stem = name.Split('.')[0].TrimEnd().ToUpperInvariant();
        return stem is "CON" or "PRN" or "AUX" or "NUL" or "CONIN$" or "CONOUT$"
            || (stem.Length == 4 && stem[..3] is "COM" or "LPT" && "0123456789¹²³".Contains(stem[3], StringComparison.Ordinal));
    }
}
