using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace SchemaSdk.Schemas.Rules;

/// <summary>Translates ECMAScript patterns (with the flag u) to .NET.</summary>
/// <remarks>
/// In .NET, <c>\d</c>, <c>\w</c>, <c>\s</c>, <c>.</c>, <c>$</c> and <c>\b</c> have other meanings, and a character beyond U+FFFF is
/// matched as two characters. Where a match could be off by one character for that reason, the value is accepted.
/// </remarks>
internal sealed class RulePattern
{
    private const string WordEdge = "(?:(?<=[0-9A-Z_a-z])(?![0-9A-Z_a-z])|(?<![0-9A-Z_a-z])(?=[0-9A-Z_a-z]))";
    private const string InsideOrOutside = "(?:(?<=[0-9A-Z_a-z])(?=[0-9A-Z_a-z])|(?<![0-9A-Z_a-z])(?![0-9A-Z_a-z]))";

    /// <summary>The maximum length of a pattern. .NET parses groups by recursion, and a compiler's stack is small.</summary>
    private const int MaxLength = 2_000;

    private static readonly string[] Groups = ["(?:", "(?=", "(?!", "(?<=", "(?<!"];

    private readonly string _pattern;
    private readonly StringBuilder _text = new();
    private readonly List<int> _groups = [];   // for each group, the position after its opening parenthesis in the translation
    private bool _hasNames;
    private bool _refersByNumber;
    private int _at;

    private RulePattern(string pattern) => _pattern = pattern;

    /// <summary>
    /// Returns the translation; null if the string is too long or not a pattern. Also returns null if the pattern uses syntax that .NET
    /// does not have, such as scripts, or if the translation could refuse a valid value.
    /// </summary>
    public static string? Translate(string pattern)
    {
        if (pattern.Length > MaxLength)
        {
            return null;
        }

        try
        {
            var translated = new RulePattern(pattern).Read();
            _ = new Regex(translated, RegexOptions.CultureInvariant);
            // A translated category matches everything beyond U+FFFF, so a negative lookaround with one may refuse a valid value. A back
            // reference may too, because .NET does not clear groups at each repetition.
            return (RuleCharacters.HaveCategories(translated) && Regex.IsMatch(pattern, @"\(\?<?!"))
                || (Regex.IsMatch(pattern, @"\\[1-9k]") && Regex.IsMatch(pattern, @"\)([^()\\[]|\\.|\[([^]\\]|\\.)*\])*\)[*+{]"))
                ? null : translated;
        }
        catch (Exception error) when (error is ArgumentException or FormatException or OverflowException)
        {
            return null;
        }
    }

    /// <summary>
    /// Returns true if the runtime can always decide whether a string matches. This requires that the pattern can be translated, and has no
    /// lookarounds, named groups, back references or categories.
    /// </summary>
    public static bool IsMatchedInTime(string pattern) =>
        Translate(pattern) is { } translated
            && !RuleCharacters.HaveCategories(translated)
            && !Regex.IsMatch(translated, @"\(\?[=!<(]");

    private string Read()
    {
        while (_at < _pattern.Length)
        {
            ReadNext();
        }

        // .NET would number the groups of joined patterns as one sequence, so each group gets its number explicitly. A pattern that also
        // has named groups is refused, because .NET numbers those last.
        for (var number = _groups.Count; _refersByNumber && number > 0; number--)
        {
            var name = _hasNames ? throw new FormatException("numbers and names") : number.ToString(CultureInfo.InvariantCulture);
            _text.Insert(_groups[number - 1], $"?<{name}>");
        }

        return _text.ToString();
    }

    private void ReadNext()
    {
        switch (_pattern[_at])
        {
            case '\\':
                ReadEscape();
                break;
            case '[':
                ReadClass();
                break;
            case '.':
                _at++;
                AppendSet(RuleCharacters.AnyButLineEnds);
                break;
            case '$':
                Append("\\z");
                break;
            case '(':
                ReadGroup();
                break;
            case '{':
                ReadBrace();
                break;
            case '}' or ']':
                Append("\\" + _pattern[_at]);
                break;
            case '^' or ')' or '|' or '*' or '+' or '?':
                Append(_pattern[_at].ToString());
                break;
            default:
                AppendCharacter();
                break;
        }
    }

    private void Append(string text, int length = 1)
    {
        _text.Append(text);
        _at += length;
    }

    private void AppendCharacter()
    {
        var character = RuleCharacters.CodePointAt(_pattern, _at);
        _at += character > 0xFFFF ? 2 : 1;
        _text.Append(RuleCharacters.Of(character));
    }

    /// <summary>
    /// Appends a set of characters. If the set is repeated without limit, it can get a simpler pattern that matches the two halves of a
    /// surrogate pair separately.
    /// </summary>
    private void AppendSet(RuleCharacters characters) =>
        _text.Append(characters.ToPattern(isRepeated: _at < _pattern.Length && _pattern[_at] is '*' or '+'));

    private void ReadGroup()
    {
        var opening = Groups.FirstOrDefault(group => string.CompareOrdinal(_pattern, _at, group, 0, group.Length) == 0);
        if (opening is not null)
        {
            Append(opening, opening.Length);
            return;
        }

        var isNamed = _at + 1 < _pattern.Length && _pattern[_at + 1] == '?';
        if (isNamed && (_at + 2 >= _pattern.Length || _pattern[_at + 2] != '<'))
        {
            throw new FormatException("a group that ECMAScript does not have");
        }

        _hasNames |= isNamed;
        Append("(");
        _groups.Add(_text.Length);
    }

    /// <summary>Reads a brace. A brace that does not start a count is literal.</summary>
    private void ReadBrace()
    {
        var count = Regex.Match(_pattern.Substring(_at), @"\A\{[0-9]+(,[0-9]*)?\}");
        Append(count.Success ? count.Value : "\\{", Math.Max(count.Length, 1));
    }

    private void ReadEscape()
    {
        if (_at + 1 >= _pattern.Length)
        {
            throw new FormatException("a backslash at the end");
        }

        var c = _pattern[_at + 1];
        switch (c)
        {
            case 'b':
                Append(WordEdge, 2);
                break;
            case 'B':
                Append(InsideOrOutside, 2);
                break;
            case 'k':
                // If "\k" has no name after it, .NET rejects the translation.
                var name = Regex.Match(_pattern.Substring(_at), @"\A\\k<(\w+)>").Groups[1].Value;
                Append($"(?({name})\\k<{name}>|)", name.Length + 4);
                break;
            case >= '1' and <= '9':
                ReadBackReference();
                break;
            default:
                var characters = new RuleCharacters();
                _at = characters.AddEscape(_pattern, _at);
                AppendSet(characters);
                break;
        }
    }

    /// <summary>
    /// Translates a back reference. In ECMAScript, a back reference to a group that has not matched matches the empty string. In .NET, it
    /// fails.
    /// </summary>
    private void ReadBackReference()
    {
        var digits = Regex.Match(_pattern.Substring(_at + 1), @"\A[0-9]+").Value;
        var number = int.Parse(digits, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture);
        _refersByNumber = true;
        Append($"(?({number})\\{number}|)", digits.Length + 1);
    }

    private void ReadClass()
    {
        var isNegated = _at + 1 < _pattern.Length && _pattern[_at + 1] == '^';
        _at += isNegated ? 2 : 1;
        var characters = new RuleCharacters();
        while (_at >= _pattern.Length || _pattern[_at] != ']')
        {
            var first = ReadClassAtom(characters);
            if (first >= 0 && _at + 1 < _pattern.Length && _pattern[_at] == '-' && _pattern[_at + 1] != ']')
            {
                _at++;
                var last = ReadClassAtom(characters);
                characters.Add(first, last >= first ? last : throw new FormatException("a range whose end is before its start"));
            }
        }

        _at++;
        AppendSet(isNegated ? characters.Negated() : characters);
    }

    /// <summary>Reads one character of a class; returns -1 for an escape that cannot start a range.</summary>
    private int ReadClassAtom(RuleCharacters characters)
    {
        if (_at >= _pattern.Length)
        {
            throw new FormatException("a class without an end");
        }

        if (_pattern[_at] != '\\')
        {
            var character = RuleCharacters.CodePointAt(_pattern, _at);
            _at += character > 0xFFFF ? 2 : 1;
            characters.Add(character, character);
            return character;
        }

        _at = characters.AddEscape(_pattern, _at, out var escaped);
        return escaped;
    }
}
