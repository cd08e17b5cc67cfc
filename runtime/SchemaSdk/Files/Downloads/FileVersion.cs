using System.Net;
using System.Net.Http.Headers;
using SchemaSdk.Pipeline.Http;

namespace SchemaSdk.Files.Downloads;

/// <summary>The facts that tell the rest of a file from the rest of another file at the same address.</summary>
/// <param name="Tag">The strong entity tag.</param>
/// <param name="Modified">When it was last changed, where that tells two versions apart.</param>
/// <param name="Length">How many bytes it has; null: unknown, or it comes compressed.</param>
internal sealed record FileVersion(EntityTagHeaderValue? Tag, DateTimeOffset? Modified, long? Length)
{
    /// <summary>True if the download can be continued after a break.</summary>
    // An HttpClient of the application may decompress on its own, and then removes the length: bytes of the two forms must not be mixed.
    internal bool CanResume => Length is not null && (Tag is not null || Modified is not null);

    internal static FileVersion Of(HttpResponseMessage response)
    {
        var content = response.Content.Headers;
        var tag = response.Headers.ETag is { IsWeak: false } strong ? strong : null;

        // RFC 9110, 8.8.2.2: what was changed within this very second can be changed in it once more.
        var modified = response.Headers.Date - content.LastModified < TimeSpan.FromSeconds(1) ? null : content.LastModified;
        return new(tag, modified, ContentDecoding.LengthOf(response.Content, isOwn: false));
    }

    /// <summary>Asks for the rest, if it is still the same file, or else for all of it.</summary>
    internal void AskForRest(HttpRequestHeaders headers, long from)
    {
        headers.Range = new RangeHeaderValue(from, null);
        headers.IfRange = Tag is not null ? new RangeConditionHeaderValue(Tag) : new RangeConditionHeaderValue(Modified!.Value);
    }

    /// <summary>Returns true if an answer is the rest of this version, from exactly the requested byte on.</summary>
    // By its own word: a server or a cache that does not know If-Range sends the rest of what it has now.
    internal bool IsRest(HttpResponseMessage response, long from) =>
        response is { StatusCode: HttpStatusCode.PartialContent, Content.Headers.ContentRange: { } range }
        && range is { Unit: "bytes", HasRange: true }
        && range.From == from
        && range.To < Length
        && ContentDecoding.LengthOf(response.Content, isOwn: false) is not null
        && (range.Length ?? Length) == Length
        && (Tag is not null ? Tag.Equals(response.Headers.ETag) : response.Content.Headers.LastModified == Modified);
}
