using Xunit.Abstractions;

namespace SchemaSdk.StateMachine.Tests;

/// <summary>Where a test says what it found: its output, and the file that <c>SCHEMASDK_STATE_MACHINE</c> names.</summary>
internal static class Report
{
    public static void Write(ITestOutputHelper output, string text)
    {
        output.WriteLine(text);
        if (Environment.GetEnvironmentVariable("SCHEMASDK_STATE_MACHINE") is { Length: > 0 } file)
        {
            File.AppendAllText(file, text + "\n");
        }
    }
}
