using System.Globalization;
using System.Text;

namespace SchemaSdk.Schemas.Rules;

/// <summary>A set of characters in a pattern, as ranges of code points.</summary>
internal sealed class RuleCharacters
{
    private const int LastCharacter = 0x10FFFF;
    private const string AnyPair = "[\\uD800-\\uDBFF][\\uDC00-\\uDFFF]";

    private static readonly (int First, int Last) Halves = (0xD800, 0xDFFF);

    private static readonly (int First, int Last)[] Digits = [('0', '9')];
    private static readonly (int First, int Last)[] Words = [('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')];

    private static readonly (int First, int Last)[] Spaces =
    [
        ('\t', '\r'), (' ', ' '), (0xA0, 0xA0), (0x1680, 0x1680), (0x2000, 0x200A), (0x2028, 0x2029), (0x202F, 0x202F), (0x205F, 0x205F),
        (0x3000, 0x3000), (0xFEFF, 0xFEFF),
    ];

    private readonly List<(int First, int Last)> _ranges = [];
    private readonly StringBuilder _categories = new();
    private bool _isNegated;

    /// <summary>The characters that <c>.</c> matches in ECMAScript.</summary>
    public static RuleCharacters AnyButLineEnds { get; } = Except([('\n', '\n'), ('\r', '\r'), (0x2028, 0x2029)]);

    public static int CodePointAt(string text, int at) =>
        char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1])
            ? char.ConvertToUtf32(text, at)
            : text[at];

    /// <summary>Returns the pattern that matches one character, given by its code point.</summary>
    public static string Of(int character) => character > 0xFFFF ? $"(?:{char.ConvertFromUtf32(character)})" : Escaped(character);

    /// <summary>Returns true if a translated pattern has a Unicode category, which wrongly matches all characters beyond U+FFFF.</summary>
    public static bool HaveCategories(string translated) => translated.Contains("\\p{") || translated.Contains("\\P{");

    public void Add(int first, int last) => _ranges.Add((first, last));

    public RuleCharacters Negated()
    {
        _isNegated = true;
        return this;
    }

    /// <summary>Adds the characters of an escape, and returns the index after it.</summary>
    public int AddEscape(string pattern, int at) => AddEscape(pattern, at, out _);

    /// <summary>
    /// Adds the characters of an escape in a class, and returns the index after it. <c>character</c> is the code point, or -1 if the
    /// escape means several characters.
    /// </summary>
    public int AddEscape(string pattern, int at, out int character)
    {
        character = -1;
        switch (at + 1 < pattern.Length ? pattern[at + 1] : '\0')
        {
            case 'd':
                _ranges.AddRange(Digits);
                return at + 2;
            case 'D':
                _ranges.AddRange(Except(Digits)._ranges);
                return at + 2;
            case 'w':
                _ranges.AddRange(Words);
                return at + 2;
            case 'W':
                _ranges.AddRange(Except(Words)._ranges);
                return at + 2;
            case 's':
                _ranges.AddRange(Spaces);
                return at + 2;
            case 'S':
                _ranges.AddRange(Except(Spaces)._ranges);
                return at + 2;
            case 'p' or 'P':
                return AddCategory(pattern, at);
            default:
                var end = RuleEscape.Read(pattern, at, out character);
                Add(character, character);
                return end;
        }
    }

    /// <summary>Returns the set in the syntax of .NET, where a character beyond U+FFFF is a surrogate pair.</summary>
    /// <param name="isRepeated">True if the set is repeated without limit.</param>
    public string ToPattern(bool isRepeated)
    {
        return _categories.Length > 0 ? CategoriesToPattern(isRepeated) : RangesToPattern(isRepeated);
    }

    private string RangesToPattern(bool isRepeated)
    {
        var ranges = Normalized(_isNegated ? Except(_ranges)._ranges : _ranges);
        var low = Low(ranges);
        var high = ranges.Where(range => range.Last > 0xFFFF).Select(range => (First: Math.Max(range.First, 0x10000), range.Last)).ToList();
        if (high.Count == 0)
        {
            return low.Count == 1 && low[0].First == low[0].Last ? Escaped(low[0].First) : Class(low);
        }

        if (high[0] != (0x10000, LastCharacter))
        {
            return Either(high.SelectMany(range => Pairs(range.First, range.Last)), low.Count == 0 ? null : Class(low));
        }

        var others = Except(ranges)._ranges;

        // To .NET, a character beyond U+FFFF is two surrogates, so a single class accepts these characters only if it contains all
        // surrogates.
        var isOneClass = isRepeated && !others.Any(range => range.First <= Halves.Last && range.Last >= Halves.First);
        return isOneClass ? Class(others, "^") : Either([AnyPair], Class([.. others, Halves], "^"));
    }

    /// <summary>
    /// Returns Unicode categories in the syntax of .NET. All characters beyond U+FFFF are accepted, because .NET's categories contain none
    /// of them.
    /// </summary>
    private string CategoriesToPattern(bool isRepeated)
    {
        var low = Class(Low(Normalized(_ranges)), _isNegated ? "^" : "", _categories.ToString());
        return Either([isRepeated ? Class([Halves]) : AnyPair], low);
    }

    private static List<(int First, int Last)> Low(List<(int First, int Last)> ranges) =>
        [.. ranges.Where(range => range.First <= 0xFFFF).Select(range => (range.First, Math.Min(range.Last, 0xFFFF)))];

    private static string Either(IEnumerable<string> pairs, string? single) =>
        $"(?:{string.Join("|", single is null ? pairs : pairs.Append(single))})";

    private static RuleCharacters Except(IEnumerable<(int First, int Last)> ranges)
    {
        var (others, next) = (new RuleCharacters(), 0);
        foreach (var (first, last) in Normalized(ranges))
        {
            if (first > next)
            {
                others.Add(next, first - 1);
            }

            next = last + 1;
        }

        if (next <= LastCharacter)
        {
            others.Add(next, LastCharacter);
        }

        return others;
    }

    private static List<(int First, int Last)> Normalized(IEnumerable<(int First, int Last)> ranges)
    {
        var merged = new List<(int First, int Last)>();
        foreach (var (first, last) in ranges.OrderBy(range => range.First))
        {
            if (merged.Count > 0 && first <= merged[merged.Count - 1].Last + 1)
            {
                merged[merged.Count - 1] = (merged[merged.Count - 1].First, Math.Max(last, merged[merged.Count - 1].Last));
            }
            else
            {
                merged.Add((first, last));
            }
        }

        return merged;
    }

    /// <summary>
    /// Returns at most three patterns for the surrogate pairs of a range. All first surrogates that occur with every second surrogate share
    /// one pattern. Otherwise, a short class such as <c>[^🐲]</c> would have a thousand patterns.
    /// </summary>
    private static IEnumerable<string> Pairs(int first, int last)
    {
        for (var from = first; from <= last;)
        {
            var isWhole = (from & 0x3FF) == 0 && last - from >= 0x3FF;
            var to = isWhole ? ((last + 1) & ~0x3FF) - 1 : Math.Min(last, from | 0x3FF);
            var (start, end) = (char.ConvertFromUtf32(from), char.ConvertFromUtf32(to));
            yield return OneOf(start[0], end[0]) + OneOf(start[1], end[1]);
            from = to + 1;
        }
    }

    private static string OneOf(char first, char last) => first == last ? Escaped(first) : Class([(first, last)]);

    private static string Class(IReadOnlyList<(int First, int Last)> ranges, string negation = "", string categories = "")
    {
        if (ranges.Count == 0 && categories.Length == 0)
        {
            return negation.Length > 0 ? "[\\s\\S]" : "[^\\s\\S]";
        }

        var text = new StringBuilder("[").Append(negation);
        foreach (var (first, last) in ranges)
        {
            text.Append(Escaped(first));
            if (last > first)
            {
                text.Append(last > first + 1 ? "-" : "").Append(Escaped(last));
            }
        }

        return text.Append(categories).Append(']').ToString();
    }

    private static string Escaped(int character) => character switch
    {
        >= '0' and <= '9' or >= 'A' and <= 'Z' or >= 'a' and <= 'z' or '_' or ' ' or '/' or ':' or ',' or ';' or '=' or '@' or '%' or '&'
            or '!' or '~' or '"' or '\'' or '<' or '>' => ((char)character).ToString(),
        > ' ' and < 0x7F => "\\" + (char)character,
        >= 0xA1 and < 0xD800 when char.IsLetterOrDigit((char)character) => ((char)character).ToString(),
        _ => "\\u" + character.ToString("X4", CultureInfo.InvariantCulture),
    };

    private int AddCategory(string pattern, int at)
    {
        var end = at + 2 < pattern.Length && pattern[at + 2] == '{' ? pattern.IndexOf('}', at) : -1;
        var name = end < 0 ? throw new FormatException("a Unicode property without a name") : pattern.Substring(at + 3, end - at - 3);
        var category = RuleEscape.Category(name) ?? throw new FormatException($"the property {name}, which .NET does not know");
        _categories.Append('\\').Append(pattern[at + 1]).Append('{').Append(category).Append('}');
        return end + 1;
    }
}
