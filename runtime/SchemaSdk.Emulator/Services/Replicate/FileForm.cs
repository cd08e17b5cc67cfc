using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace SchemaSdk.Emulation.Services.Replicate;

/// <summary>Reads the multipart form with which a file is uploaded.</summary>
internal static class FileForm
{
    private const int MostBoundary = 200;
    private const int MostName = 255; // bytes
    private const int MostParts = 20;

    /// <summary>Returns the uploaded file; null if the form has no file, or the file's name is too long.</summary>
    /// <exception cref="IOException">The form ends too early.</exception>
    /// <exception cref="InvalidDataException">The headers of a part are too long.</exception>
    public static StoredFile? Read(ServiceRequest request, DateTimeOffset now)
    {
        if (!MediaTypeHeaderValue.TryParse(request.Header("Content-Type"), out var type)
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= MostBoundary } boundary)
        {
            return null;
        }

        // The form is in memory, so waiting for its sections does not block.
        var reader = new MultipartReader(boundary, new MemoryStream(request.Body.ToArray(), writable: false));
        (StoredFile? file, string? metadata) = (null, null);
        for (var parts = 0; parts < MostParts && reader.ReadNextSectionAsync().GetAwaiter().GetResult() is { } part; parts++)
        {
            using var content = new MemoryStream();
            part.Body.CopyTo(content);
            if (!ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var place))
            {
                continue;
            }

            var name = HeaderUtilities.RemoveQuotes(place.FileNameStar.HasValue ? place.FileNameStar : place.FileName).Value;
            switch (HeaderUtilities.RemoveQuotes(place.Name).Value)
            {
                case "content" when Encoding.UTF8.GetByteCount(name ?? "") <= MostName:
                    file = new(Guid.NewGuid().ToString("N"), name ?? "file", MediaTypeOf(part), now, content.ToArray());
                    break;
                case "metadata":
                    metadata = Encoding.UTF8.GetString(content.ToArray());
                    break;
            }
        }

        return file is null ? null : file with { Note = metadata };
    }

    // An invalid media type would break the answer to a download.
    private static string MediaTypeOf(MultipartSection part) =>
        MediaTypeHeaderValue.TryParse(part.ContentType, out var type) ? type.ToString() : "application/octet-stream";
}
