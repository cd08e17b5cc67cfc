namespace SchemaSdk.EndToEnd.Tests;

internal static class Video
{
    /// <summary>Asserts that every frame of a file's video decodes. A test that calls this needs <c>ffmpeg</c>.</summary>
    public static async Task PlaysAsync(string path)
    {
        var decode = await RunningProcess.RunAsync(
            "ffmpeg", ["-nostdin", "-v", "error", "-i", path, "-map", "0:v", "-f", "null", "-"]);

        Assert.Equal((0, "", ""), (decode.ExitCode, decode.Output, decode.Error));
    }
}
