using NuGet.Common;
using SchemaSdk.Tool.CommandLine.Reporting;

namespace SchemaSdk.Tool.Release.Packages;

/// <summary>Writes the log of the NuGet library, with the key removed.</summary>
/// <param name="output">Receives the lines.</param>
/// <param name="key">The key. No line may contain it, even if a source's answer repeats it.</param>
internal sealed class PublishLog(TextWriter output, string key) : LoggerBase(LogLevel.Information)
{
    public override void Log(ILogMessage message)
    {
        if (DisplayMessage(message.Level))
        {
            output.WriteLine(HarmlessText.Line(Without(key, message.Message.Trim())));
        }
    }

    /// <summary>Replaces the key with asterisks, because a source's answer may repeat the key.</summary>
    internal static string Without(string key, string text) =>
        key.Length > 0 ? text.Replace(key, "***", StringComparison.Ordinal) : text;

    public override Task LogAsync(ILogMessage message)
    {
        Log(message);
        return Task.CompletedTask;
    }
}
