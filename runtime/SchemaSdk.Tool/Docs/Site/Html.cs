using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using SchemaSdk.Tool.CommandLine.Reporting;

namespace SchemaSdk.Tool.Docs.Site;

/// <summary>
/// Markup that is safe: of an interpolated string, what is written in the code is markup, and what stands in braces is text that becomes
/// none, whatever a schema says. Attributes are always in double quotes.
/// </summary>
internal readonly struct Html
{
    private readonly string? _markup;

    private Html(string markup) => _markup = markup;

    internal static Html None => default;

    internal static Html Of(Writer writer) => new(writer.Markup);

    /// <summary>Joins parts, with nothing between them.</summary>
    internal static Html Join(IEnumerable<Html> parts) => new(string.Concat(parts.Select(part => part._markup)));

    /// <summary>Markup that was made elsewhere: a file of the site's own.</summary>
    internal static Html Trusted(string markup) => new(markup);

    /// <summary>A text of several lines that is shown as it is, in a <c>pre</c>.</summary>
    internal static Html Lines(string text) => Join(text.Split('\n').Select((line, number) => Of($"{(number > 0 ? Break : None)}{line}")));

    public override string ToString() => _markup ?? "";

    private static Html Break { get; } = new("\n");

    /// <summary>Writes an interpolated string.</summary>
    [InterpolatedStringHandler]
    internal readonly ref struct Writer
    {
        private readonly StringBuilder _text;

        public Writer(int literalLength, int formattedCount) => _text = new StringBuilder(literalLength + (formattedCount * 16));

        internal string Markup => _text.ToString();

        public void AppendLiteral(string markup) => _text.Append(markup);

        public void AppendFormatted(Html part) => _text.Append(part._markup);

        // Controls, and what turns the direction of writing, are shown as what they are.
        public void AppendFormatted(string? text) => _text.Append(WebUtility.HtmlEncode(HarmlessText.Line(text ?? "")));
    }
}
