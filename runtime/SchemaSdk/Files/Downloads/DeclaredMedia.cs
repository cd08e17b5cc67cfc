using SchemaSdk.Client.Errors;

namespace SchemaSdk.Files.Downloads;

/// <summary>
/// A file that is said to be an image, a video or a sound. A server that has it no more often answers with a page, an error as JSON or
/// nothing, as if that were it.
/// </summary>
internal sealed class DeclaredMedia
{
    private readonly string _failure;
    private readonly string _type;
    private readonly string _advice;

    private DeclaredMedia(string failure, string type, string advice) => (_failure, _type, _advice) = (failure, type, advice);

    /// <param name="failure">What is said of it where it is something else, up to the reason.</param>
    /// <param name="type">The media type that comes with it.</param>
    /// <param name="fileName">What it would be saved as, which says what it is where its type does not.</param>
    /// <param name="advice">The advice for that case; with a space before it, or empty.</param>
    /// <returns>Null if neither says that it is one.</returns>
    internal static DeclaredMedia? Of(string failure, string? type, string fileName, string advice) =>
        Media(type?.ToLowerInvariant()) is { } declared ? new(failure, declared, advice)
        : Media(MediaTypes.OfName(fileName)) is { } named ? new(failure, named, advice)
        : null;

    /// <summary>Looks at how it begins, before any of it is saved.</summary>
    /// <param name="start">All that has come.</param>
    /// <param name="isWhole">True if no more comes.</param>
    /// <returns>True if it may be saved; false: more of it has to come first.</returns>
    /// <exception cref="ModelDownloadException">It is something else.</exception>
    internal bool Allows(ReadOnlySpan<byte> start, bool isWhole)
    {
        var form = TextForms.Of(start[..Math.Min(start.Length, TextForms.HeadBytes)], isWhole);
        var what = form switch
        {
            _ when start.Length == 0 && isWhole => "empty",
            BodyForm.Html => "a page of HTML",
            // Some servers call it "image/svg", or as what it was made from.
            BodyForm.Svg when _type.StartsWith("image/", StringComparison.Ordinal) => null,
            BodyForm.Xml or BodyForm.Svg when !_type.EndsWith("+xml", StringComparison.Ordinal) => "XML",
            BodyForm.Json when !_type.EndsWith("+json", StringComparison.Ordinal) => "JSON",
            _ => null,
        };
        return what is null
            ? form != BodyForm.Undecided
            : throw new ModelDownloadException($"{_failure}: it is declared {ErrorText.Cut(_type)}, and what came is {what}.{_advice}");
    }

    private static string? Media(string? type) =>
        type is not null
        && (type.StartsWith("image/", StringComparison.Ordinal)
            || type.StartsWith("video/", StringComparison.Ordinal)
            || type.StartsWith("audio/", StringComparison.Ordinal))
            ? type
            : null;
}
