using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace SchemaSdk.Schemas.Naming;

/// <summary>Converts JSON names to C# names. The result depends only on the name and on the siblings that it clashes with.</summary>
internal static class Identifiers
{
    /// <summary>The maximum number of characters in a name. Metadata allows 1,023 bytes (CS7013), and a character can take three.</summary>
    private const int MaxLength = 160;

    /// <summary>Returns the plain form of a name, which is its words in PascalCase. Symbols are omitted.</summary>
    /// <param name="wireName">A name such as <c>negative_prompt</c>, <c>kling-3.0</c> or <c>16:9</c>.</param>
    /// <returns>A name such as <c>NegativePrompt</c>, <c>Kling3_0</c> or <c>_16_9</c>; empty if the name has no letter or digit.</returns>
    [MethodImpl(Compiled.AtOnce)]
    public static string Clean(string wireName)
    {
        var text = new StringBuilder(wireName.Length + 1);
        var startsWord = true;
        foreach (var c in wireName)
        {
            if (!char.IsLetterOrDigit(c))
            {
                startsWord = true;
                continue;
            }

            if (startsWord && char.IsDigit(c) && text.Length > 0 && char.IsDigit(text[text.Length - 1]))
            {
                text.Append('_');
            }

            text.Append(startsWord ? char.ToUpperInvariant(c) : c);
            startsWord = false;
        }

        return Fit(StartWithLetter(text.ToString()), wireName);
    }

    /// <summary>
    /// Returns a long form for names whose plain forms clash. Symbols are spelled out, and a lower-case initial is marked.
    /// </summary>
    /// <param name="wireName">A name such as <c>C#</c> or <c>cardigan</c>.</param>
    /// <returns>
    /// A name such as <c>C_Hash</c> or <c>Cardigan_Lower</c>. Plain forms have no <c>_</c> next to a letter, so a long form never clashes
    /// with one.
    /// </returns>
    public static string SpellOut(string wireName)
    {
        var parts = new List<string>();
        for (var i = 0; i < wireName.Length;)
        {
            if (!char.IsLetterOrDigit(wireName[i]))
            {
                parts.Add(SymbolNames.Of(wireName[i++]));
                continue;
            }

            var start = i;
            while (i < wireName.Length && char.IsLetterOrDigit(wireName[i]))
            {
                i++;
            }

            parts.Add(char.ToUpperInvariant(wireName[start]) + wireName.Substring(start + 1, i - start - 1));
            if (char.IsLower(wireName[start]))
            {
                parts.Add("Lower");
            }
        }

        var isWord = parts.Count > 0 && char.IsLetterOrDigit(wireName[0]);
        return Fit(
            isWord ? StartWithLetter(string.Join("_", parts)) : "_" + (parts.Count == 0 ? "Empty" : string.Join("_", parts)), wireName);
    }

    /// <summary>Returns true if C# accepts a name, if necessary with <c>@</c> before it.</summary>
    public static bool IsValid(string name) => name.Length > 0 && (name[0] == '_' || IsLetter(name[0])) && name.All(IsPart);

    /// <summary>
    /// Returns true if a schema may request a name. The name must start with a capital letter, contain only ASCII letters, digits and
    /// <c>_</c>, and have at most 100 characters. Such a name is never a keyword, a field or an alias.
    /// </summary>
    /// <remarks>The name must not end in <c>_</c>: type names omit that suffix, so two types could get the same name.</remarks>
    public static bool CanBeGiven(string name) =>
        name.Length is > 0 and <= 100
            && name[0] is >= 'A' and <= 'Z'
            && name[name.Length - 1] != '_'
            && name.All(character => character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_');

    /// <summary>
    /// Returns true if a lock file may keep a C# name for a JSON name or for a segment of a model id. <see cref="CanBeGiven"/> must accept
    /// the C# name, or the C# name must be a form of the other name. The <c>_</c> that avoids a reserved name is not part of the C# name.
    /// </summary>
    /// <remarks>
    /// Any other name in a lock file is rejected. Otherwise, a kept name could equal what <see cref="Encode"/> returns for another JSON
    /// name.
    /// </remarks>
    public static bool CanBeKept(string name, string wireName) => CanBeGiven(name) || IsFormOf(name, wireName);

    public static bool IsFormOf(string name, string wireName) =>
        name.Length > 0 && (name == Clean(wireName) || name == SpellOut(wireName) || name == Encode(wireName));

    /// <summary>Returns a name that consists of character codes, for names that clash even in their long form.</summary>
    /// <remarks>
    /// If the encoded name is too long, a cryptographic hash replaces its end, because no further form could resolve a clash.
    /// </remarks>
    public static string Encode(string wireName)
    {
        var text = new StringBuilder("_");
        foreach (var c in wireName)
        {
            text.Append('u').Append(((int)c).ToString("X4", CultureInfo.InvariantCulture));
        }

        return text.Length <= MaxLength ? text.ToString() : $"{text.ToString(0, MaxLength)}_{TextHash.Of(text.ToString())}";
    }

    /// <summary>If a name is too long for the compiler, keeps only its start and appends a hash of the whole name.</summary>
    public static string Fit(string name) => Fit(name, name);

    private static string Fit(string name, string whole)
    {
        if (name.Length <= MaxLength)
        {
            return name;
        }

        var hash = 2166136261u;
        foreach (var c in whole)
        {
            hash = unchecked((hash ^ c) * 16777619u);
        }

        return name.Substring(0, MaxLength) + "_" + hash.ToString("x8", CultureInfo.InvariantCulture);
    }

    private static bool IsLetter(char character) =>
        char.IsLetter(character) || CharUnicodeInfo.GetUnicodeCategory(character) == UnicodeCategory.LetterNumber;

    private static bool IsPart(char character) =>
        IsLetter(character)
            || CharUnicodeInfo.GetUnicodeCategory(character) is UnicodeCategory.DecimalDigitNumber or UnicodeCategory.ConnectorPunctuation
                or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.Format;

    private static string StartWithLetter(string name) => name.Length > 0 && char.IsDigit(name[0]) ? "_" + name : name;
}
