using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace SchemaSdk.Schemas.Naming;

/// <summary>Turns wire names into C# names. A name depends only on its wire name and on the siblings that it clashes with.</summary>
internal static class Identifiers
{
    /// <summary>The longest name. Metadata can hold 1,023 bytes of a name (CS7013), and a character can take three.</summary>
    private const int MaxLength = 160;

    /// <summary>Returns the plain form: words in PascalCase, without all characters that are not letters or digits.</summary>
    /// <param name="wireName">Such as <c>negative_prompt</c>, <c>kling-3.0</c> or <c>16:9</c>.</param>
    /// <returns>Such as <c>NegativePrompt</c>, <c>Kling3_0</c>, <c>_16_9</c>; empty if the name has no letter or digit.</returns>
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
    /// Returns the long form, for names that clash in the plain form: symbols are spelled out, and a lower-case initial is marked.
    /// </summary>
    /// <param name="wireName">Such as <c>C#</c> or <c>cardigan</c>.</param>
    /// <returns>
    /// Such as <c>C_Hash</c> or <c>Cardigan_Lower</c>: no plain form has a <c>_</c> beside a letter, so the two never clash.
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

    /// <summary>
    /// Returns true if a schema may ask for a name: ASCII letters, digits and <c>_</c> after a capital, so it is never a keyword, field or
    /// alias.
    /// </summary>
    /// <remarks>
    /// None ends in <c>_</c>, which marks names that avoid a clash, because the types of both could then have the same name.
    /// </remarks>
    /// <param name="name">The name.</param>
    public static bool CanBeGiven(string name) =>
        name.Length is > 0 and <= 100
            && name[0] is >= 'A' and <= 'Z'
            && name[name.Length - 1] != '_'
            && name.All(character => character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '_');

    /// <summary>Returns the last resort for names that clash even in the long form: one code for each character.</summary>
    /// <param name="wireName">Any text.</param>
    public static string Encode(string wireName)
    {
        var text = new StringBuilder("_");
        foreach (var c in wireName)
        {
            text.Append('u').Append(((int)c).ToString("X4", CultureInfo.InvariantCulture));
        }

        return Fit(text.ToString(), wireName);
    }

    /// <summary>Shortens a name that is too long for the compiler to its start and a hash of the whole.</summary>
    /// <param name="name">The name.</param>
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

    private static string StartWithLetter(string name) => name.Length > 0 && char.IsDigit(name[0]) ? "_" + name : name;
}
