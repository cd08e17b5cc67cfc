using System.Text;
using SchemaSdk.Tool.CommandLine.Outcomes;

namespace SchemaSdk.Tool.Import.Pages;

/// <summary>Extracts the text of a page in any supported format.</summary>
internal static class PageReading
{
    private static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <param name="file">The page.</param>
    /// <param name="format">The format; null to detect it.</param>
    /// <exception cref="ToolException">The page is not text, or would take too long to read.</exception>
    internal static PageText Read(PageFile file, PageFormat? format)
    {
        var written = TextOf(file);
        var page = new PageText();
        switch (format ?? file.Format ?? FormatOf(written))
        {
            case PageFormat.Html:
                HtmlPage.AddTo(page, file.Name, written, 1);
                break;
            case PageFormat.Markdown:
                MarkdownPage.AddTo(page, file.Name, written);
                break;
            default:
                page.Add(written, 1);
                break;
        }

        return page;
    }

    private static PageFormat FormatOf(string written) =>
        written.AsSpan().TrimStart().StartsWith("<", StringComparison.Ordinal) ? PageFormat.Html
        : written.Contains("\n```", StringComparison.Ordinal) ? PageFormat.Markdown
        : PageFormat.Text;

    // Valid UTF-8 is read as UTF-8, even if the server or the page declares another encoding.
    private static string TextOf(PageFile file)
    {
        try
        {
            return TextOf(file.Bytes, file.Charset).Replace("\r\n", "\n", StringComparison.Ordinal);
        }
        catch (Exception exception) when (exception is DecoderFallbackException or ArgumentException or NotSupportedException)
        {
            // UTF-7 is not supported, because it is unsafe.
            throw new ToolException(
                ExitCode.WrongUsage,
                $"{file.Name} is not UTF-8 text, and declares no other encoding that can be read. Save it as UTF-8.",
                exception);
        }
    }

    private static string TextOf(byte[] bytes, string? charset)
    {
        try
        {
            return Read(bytes, Utf8);
        }
        catch (DecoderFallbackException)
        {
            Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
            return Read(bytes, Encoding.GetEncoding(
                charset ?? DeclaredIn(bytes) ?? throw new ArgumentException("No encoding is declared."),
                EncoderFallback.ExceptionFallback,
                DecoderFallback.ExceptionFallback));
        }
    }

    private static string Read(byte[] bytes, Encoding encoding)
    {
        using var reader = new StreamReader(new MemoryStream(bytes), encoding, detectEncodingFromByteOrderMarks: true);
        return reader.ReadToEnd();
    }

    // HTML must declare its encoding in the first kilobyte, in ASCII: <meta charset=…>.
    private static string? DeclaredIn(byte[] bytes) =>
        HtmlPage.CharsetIn(Encoding.ASCII.GetString(bytes, 0, Math.Min(bytes.Length, 1024)));
}
