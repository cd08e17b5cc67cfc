using System.Buffers;

namespace SchemaSdk.CompilerServices;

/// <summary>Checks the keywords <c>minLength</c> and <c>maxLength</c>, in Unicode code points.</summary>
internal sealed class LengthNode(CountRange range) : RuleNode
{
    /// <inheritdoc />
    public override void Check(ref JsonCheck check)
    {
        if (check.IsText && check.IsFile)
        {
            check.Trial.IsUnsure = true;
        }

        // A code point takes 1 to 12 bytes (12 for two \u escapes), so most strings need no count.
        else if (check.IsText && (check.Cursor.ValueSpan.Length > range.Most || check.Cursor.ValueSpan.Length / 12 < range.Least))
        {
            var count = JsonText.CountCodePoints(check.Cursor.ValueSpan);
            range.Report(ref check, check.Cursor.TokenStartIndex, count, ("minLength", "maxLength"), ("character", "characters"));
        }
    }
}

/// <summary>Checks the keyword <c>pattern</c>: the pattern must match some part of the string.</summary>
internal sealed class PatternNode(TextPattern pattern) : RuleNode
{
    /// <inheritdoc />
    public override void Check(ref JsonCheck check)
    {
        if (check.IsText && check.IsFile)
        {
            check.Trial.IsUnsure = true;
        }
        else if (check.IsText && !pattern.IsMatch(check.Cursor, ref check.Steps) && check.Fails())
        {
            check.Report("pattern", $"match {pattern.Shown}", $"text that matches {pattern.Shown}");
        }
    }
}

/// <summary>Checks an <c>enum</c> that has only strings. <see cref="TypeNode"/> rejects values that are not strings.</summary>
internal sealed class TextsNode : RuleNode
{
    private readonly List<string> _values = [];
    private Utf8Texts? _texts;

    /// <inheritdoc />
    public override bool IsConstant => true;

    /// <inheritdoc />
    public override bool IsTag => _values.Count == 1;

    private Utf8Texts Texts => _texts ??= new Utf8Texts([.. _values]);

    /// <summary>Adds allowed strings. Must be called before the first check.</summary>
    public void Add(string[] values) => _values.AddRange(values);

    /// <inheritdoc />
    public override void Check(ref JsonCheck check)
    {
        if (check.IsText && Texts.Find(check.Cursor) < 0 && check.Fails())
        {
            var allowed = JsonText.Cut($"\"{string.Join("\", \"", _values)}\"");
            check.Report("enum", $"be one of {allowed}", allowed);
        }
    }
}

/// <summary>
/// Accepts a plain web address as a match of the format <c>uri</c>. For any other string, a match is uncertain, because other URIs are not
/// checked.
/// </summary>
internal sealed class UnsureUriNode : RuleNode
{
    private static readonly SearchValues<byte> UriBytes =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?@!$&'()*+,;="u8);

    private static readonly SearchValues<byte> HostBytes = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-."u8);

    /// <inheritdoc />
    public override void Check(ref JsonCheck check) => check.Trial.IsUnsure |= check.IsText && !IsPlainUrl(check.Cursor.ValueSpan);

    /// <summary>Returns true for a common form of URL: http or https, a host name, and only characters that need no escaping.</summary>
    private static bool IsPlainUrl(ReadOnlySpan<byte> text)
    {
        var start = text.StartsWith("https://"u8) ? 8 : text.StartsWith("http://"u8) ? 7 : text.Length;
        var rest = text[start..];
        var host = rest.IndexOfAnyExcept(HostBytes);
        return rest.Length > 0 && host != 0 && rest[0] is not ((byte)'.' or (byte)'-')
            && (host < 0 || rest[host] is (byte)'/' or (byte)'?')
            && rest.IndexOfAnyExcept(UriBytes) < 0;
    }
}
