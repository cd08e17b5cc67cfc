using Xunit.Abstractions;

namespace SchemaSdk.Reliability.Tests;

/// <summary>Writes measurements to the output of a test, and appends them to the file that an environment variable names.</summary>
internal static class Report
{
    public static void Write(ITestOutputHelper output, string variable, string text)
    {
        output.WriteLine(text);
        if (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } file)
        {
            File.AppendAllText(file, text + "\n");
        }
    }
}
