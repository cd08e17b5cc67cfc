using System.ComponentModel;
using System.Globalization;

namespace SchemaSdk.EndToEnd.Tests;

internal static class Video
{
    /// <summary>Asserts that a file has one video stream of at least a second and that every frame of it decodes.</summary>
    public static async Task PlaysAsync(string path)
    {
        var probe = await RunAsync(
            "ffprobe",
            "-v", "error",
            "-select_streams", "v",
            "-show_entries", "stream=codec_type:format=duration",
            "-of", "default=noprint_wrappers=1",
            path);
        Assert.Equal(0, probe.ExitCode);
        Assert.Single(probe.Lines, line => line == "codec_type=video");
        var duration = Assert.Single(probe.Lines, line => line.StartsWith("duration=", StringComparison.Ordinal));
        Assert.True(double.Parse(duration["duration=".Length..], CultureInfo.InvariantCulture) >= 1, duration);

        var decode = await RunAsync("ffmpeg", "-nostdin", "-v", "error", "-i", path, "-f", "null", "-");
        Assert.Equal((0, "", ""), (decode.ExitCode, decode.Output, decode.Error));
    }

    private static async Task<ProcessResult> RunAsync(string program, params string[] arguments)
    {
        try
        {
            return await RunningProcess.RunAsync(program, arguments);
        }
        catch (Win32Exception missing)
        {
            throw new InvalidOperationException(
                $"{program} is missing. Debian, Ubuntu: apt-get update && apt-get install -y ffmpeg",
                missing);
        }
    }
}
