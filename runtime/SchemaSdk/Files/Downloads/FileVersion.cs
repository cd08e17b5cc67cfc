using System.Net;
using System.Net.Http.Headers;
using SchemaSdk.Pipeline.Http;

namespace SchemaSdk.Files.Downloads;

/// <summary>Distinguishes the rest of a file from the rest of another file at the same address.</summary>
/// <param name="Tag">The strong entity tag.</param>
/// <param name="Modified">When the file was last changed, if that distinguishes two versions.</param>
/// <param name="Length">Its number of bytes; null: unknown, or it is sent compressed.</param>
internal sealed record FileVersion(EntityTagHeaderValue? Tag, DateTimeOffset? Modified, long? Length)
{
    /// <summary>True if the download can be continued after an interruption.</summary>
    // An HttpClient of the application may decompress on its own, and then removes the length: bytes of the two forms must not be mixed.
    internal bool CanResume => Length is not null && (Tag is not null || Modified is not null);

    internal static FileVersion Of(HttpResponseMessage response)
    {
        var content = response.Content.Headers;
        var tag = response.Headers.ETag is { IsWeak: false } strong ? strong : null;

        // RFC 9110, 8.8.2.2: a file that was changed within this second can change again within it.
        var modified = response.Headers.Date - content.LastModified < TimeSpan.FromSeconds(1) ? null : content.LastModified;
        return new(tag, modified, ContentDecoding.LengthOf(response.Content, isOwn: false));
    }

    /// <summary>Requests the rest if the file is unchanged, or else all of it.</summary>
    internal void AskForRest(HttpRequestHeaders headers, long from)
    {
        headers.Range = new RangeHeaderValue(from, null);
        headers.IfRange = Tag is not null ? new RangeConditionHeaderValue(Tag) : new RangeConditionHeaderValue(Modified!.Value);
    }

    /// <summary>Returns true if an answer is the rest of this version, starting at exactly the requested byte.</summary>
    // The answer itself decides: a server or a cache without If-Range sends the rest of its current version.
    internal bool IsRest(HttpResponseMessage response, long from) =>
        response is { StatusCode: HttpStatusCode.PartialContent, Content.Headers.ContentRange: { } range }
        && range is { Unit: "bytes", HasRange: true }
        && range.From == from
        && range.To < Length
        && ContentDecoding.LengthOf(response.Content, isOwn: false) is not null
        && (range.Length ?? Length) == Length
        && (Tag is not null ? Tag.Equals(response.Headers.ETag) : response.Content.Headers.LastModified == Modified);
}
