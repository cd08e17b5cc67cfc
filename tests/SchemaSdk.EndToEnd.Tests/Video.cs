using System.ComponentModel;

namespace SchemaSdk.EndToEnd.Tests;

internal static class Video
{
    /// <summary>Asserts that every frame of a file's video decodes.</summary>
    public static async Task PlaysAsync(string path)
    {
        try
        {
            var decode = await RunningProcess.RunAsync(
                "ffmpeg", ["-nostdin", "-v", "error", "-i", path, "-map", "0:v", "-f", "null", "-"]);
            Assert.Equal((0, "", ""), (decode.ExitCode, decode.Output, decode.Error));
        }
        catch (Win32Exception missing)
        {
            throw new InvalidOperationException(
                "ffmpeg is missing. Debian, Ubuntu: apt-get update && apt-get install -y ffmpeg",
                missing);
        }
    }
}
