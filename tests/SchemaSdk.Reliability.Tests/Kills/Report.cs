using Xunit.Abstractions;

namespace SchemaSdk.Reliability.Tests.Kills;

/// <summary>Writes what a test found: to its output, and to the file that <c>SCHEMASDK_KILLS</c> names.</summary>
internal static class Report
{
    public static void Write(ITestOutputHelper output, string text)
    {
        output.WriteLine(text);
        if (Environment.GetEnvironmentVariable("SCHEMASDK_KILLS") is { Length: > 0 } file)
        {
            File.AppendAllText(file, text + "\n");
        }
    }
}
