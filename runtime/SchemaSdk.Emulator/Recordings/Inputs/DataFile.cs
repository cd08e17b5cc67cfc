using SchemaSdk.Files.Downloads;

namespace SchemaSdk.Emulation.Recordings.Inputs;

/// <summary>A file in a data: URI.</summary>
internal sealed record DataFile(string MediaType, byte[] Content)
{
    public static DataFile? Read(string text)
    {
        if (!DataUri.Is(text))
        {
            return null;
        }

        try
        {
            var uri = DataUri.Parse(text);
            return new(uri.MediaType, uri.Content);
        }
        catch (ModelDownloadException)
        {
            return null;
        }
    }
}
