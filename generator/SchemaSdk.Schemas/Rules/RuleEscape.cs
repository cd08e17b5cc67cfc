using System.Globalization;

namespace SchemaSdk.Schemas.Rules;

/// <summary>Reads escapes of ECMAScript patterns that mean one character, and translates names of Unicode categories.</summary>
internal static class RuleEscape
{
    private const string Controls = "tnvfr";

    private static readonly Dictionary<string, string> Categories =
        """
        Letter=L Uppercase_Letter=Lu Lowercase_Letter=Ll Titlecase_Letter=Lt Modifier_Letter=Lm Other_Letter=Lo Mark=M
        Combining_Mark=M Nonspacing_Mark=Mn Spacing_Mark=Mc Enclosing_Mark=Me Number=N Decimal_Number=Nd digit=Nd
        Letter_Number=Nl Other_Number=No Punctuation=P punct=P Connector_Punctuation=Pc Dash_Punctuation=Pd
        Open_Punctuation=Ps Close_Punctuation=Pe Initial_Punctuation=Pi Final_Punctuation=Pf Other_Punctuation=Po Symbol=S
        Math_Symbol=Sm Currency_Symbol=Sc Modifier_Symbol=Sk Other_Symbol=So Separator=Z Space_Separator=Zs Line_Separator=Zl
        Paragraph_Separator=Zp Other=C Control=Cc cntrl=Cc Format=Cf Surrogate=Cs Private_Use=Co Unassigned=Cn
        """
        .Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('='))
        .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);

    /// <summary>Returns .NET's name for a Unicode category; null if the name stands for something else, such as a script.</summary>
    public static string? Category(string name)
    {
        var value = name.Substring(name.IndexOf('=') + 1);
        if (name.Contains('=')
            && !name.StartsWith("gc=", StringComparison.Ordinal)
            && !name.StartsWith("General_Category=", StringComparison.Ordinal))
        {
            return null;
        }

        return Categories.TryGetValue(value, out var category) ? category : Categories.ContainsValue(value) ? value : null;
    }

    /// <summary>Reads an escape that means one character, and returns the index after it.</summary>
    public static int Read(string pattern, int at, out int character)
    {
        var c = at + 1 < pattern.Length ? pattern[at + 1] : '\0';
        switch (c)
        {
            case 'b':
                character = '\b';
                return at + 2;
            case '0':
                character = 0;
                return at + 2;
            case 'c' when at + 2 < pattern.Length && char.ToUpperInvariant(pattern[at + 2]) is >= 'A' and <= 'Z':
                character = pattern[at + 2] % 32;
                return at + 3;
            case 'x':
                character = Hexadecimal(pattern, at + 2, 2);
                return at + 4;
            case 'u':
                return ReadUnicode(pattern, at, out character);
        }

        if (Controls.IndexOf(c) >= 0)
        {
            character = "\t\n\v\f\r"[Controls.IndexOf(c)];
            return at + 2;
        }

        // Other escaped letters and digits may come from another language, as Python's \A does.
        if (c == '\0' || char.IsLetterOrDigit(c))
        {
            throw new FormatException($"the escape \\{c}");
        }

        character = RuleCharacters.CodePointAt(pattern, at + 1);
        return at + (character > 0xFFFF ? 3 : 2);
    }

    private static int ReadUnicode(string pattern, int at, out int character)
    {
        if (at + 2 < pattern.Length && pattern[at + 2] == '{')
        {
            var end = pattern.IndexOf('}', at);
            character = Hexadecimal(pattern, at + 3, end - at - 3);
            return character is >= 0 and <= 0x10FFFF ? end + 1 : throw new FormatException("a code point above U+10FFFF");
        }

        character = Hexadecimal(pattern, at + 2, 4);
        if (!char.IsHighSurrogate((char)character)
            || string.CompareOrdinal(pattern, at + 6, "\\u", 0, 2) != 0
            || string.CompareOrdinal(pattern, at + 8, "{", 0, 1) == 0)
        {
            return at + 6;
        }

        var low = Hexadecimal(pattern, at + 8, 4);
        if (!char.IsLowSurrogate((char)low))
        {
            return at + 6;
        }

        character = char.ConvertToUtf32((char)character, (char)low);
        return at + 12;
    }

    private static int Hexadecimal(string pattern, int at, int length) => length > 0 && at + length <= pattern.Length
        ? int.Parse(pattern.Substring(at, length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)
        : throw new FormatException("an escape without its digits");
}
