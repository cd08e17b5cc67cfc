using System.Text;
using SchemaSdk.Emulation.Files;
using SchemaSdk.Emulation.Recordings.Inputs;
using SchemaSdk.Emulation.Recordings.Kept;
using SchemaSdk.Schemas.Values;

namespace SchemaSdk.Emulation.Recordings.Playing;

/// <summary>Returns the content of a recorded file, or a sample of the same kind if the content was not recorded.</summary>
internal static class PlayedFile
{
    /// <param name="file">The file.</param>
    /// <param name="folder">The recordings.</param>
    /// <param name="known">Receives the hash of a sample.</param>
    public static byte[] ContentOf(RecordedFile file, RecordingFolder folder, KnownFiles known)
    {
        if (folder.ContentOf(file) is { } content)
        {
            return content;
        }

        var sample = SampleOf(file.MediaType.Split('/')[0]);
        known.AddSample(KnownFiles.HashOf(sample));
        return sample;
    }

    private static byte[] SampleOf(string kind) => kind switch
    {
        "video" => MediaFile.Of(MediaKind.Video).Content,
        "image" => MediaFile.Of(MediaKind.Image).Content,
        "audio" => MediaFile.Of(MediaKind.Audio).Content,
        _ => Encoding.UTF8.GetBytes("The content of this file was not recorded."),
    };
}
