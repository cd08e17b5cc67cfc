using System.Security;

namespace SchemaSdk.EndToEnd.Tests;

/// <summary>Tests the script <c>.ci/failed-tests</c>, which lists the failed tests in a log.</summary>
public sealed class FailedTestsScriptTests : IDisposable
{
    private const string NoBash = "On Windows, bash may start WSL instead.";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [FactOutsideWindows(NoBash)]
    public async Task A_failed_test_is_listed_with_the_beginning_of_its_message()
    {
        await WriteAsync(
            Passed("Fits"),
            Failed("Reads(text: \"a<b>\\n\")", "Assert.Equal() Failure\nExpected: \"a<b>\"\nActual:   'x' & \"y\""));

        Assert.Equal(
            """
            failed: Reads(text: "a<b>\n")
              Assert.Equal() Failure
              Expected: "a<b>"
              Actual:   'x' & "y"

            """,
            await OutputAsync());
    }

    [FactOutsideWindows(NoBash)]
    public async Task Passed_tests_are_not_listed()
    {
        await WriteAsync(Passed("Fits"));

        Assert.Equal("", await OutputAsync());
    }

    [FactOutsideWindows(NoBash)]
    public async Task A_long_message_is_truncated_between_words()
    {
        await WriteAsync(Failed("Fits", string.Concat(Enumerable.Repeat("größer ", 100))));

        var message = (await OutputAsync()).Split('\n')[1];
        Assert.InRange(message.Length, 200, 310);
        Assert.EndsWith("größer …", message, StringComparison.Ordinal);
    }

    [FactOutsideWindows(NoBash)]
    public async Task The_first_of_many_failures_are_listed_and_the_others_counted()
    {
        await WriteAsync([.. Enumerable.Range(1, 70).Select(number => Failed($"Test{number}", "It is not so."))]);

        var lines = (await OutputAsync()).TrimEnd('\n').Split('\n');
        Assert.Equal(["failed: Test1", "  It is not so."], lines[..2]);
        Assert.Equal(["failed: Test11", "failed: Test12"], lines[20..22]);
        Assert.Equal(["failed: Test40", "and 30 more"], lines[^2..]);
    }

    private static string Passed(string name) => Result(name, "Passed", "");

    private static string Failed(string name, string message) => Result(name, "Failed", $"""

              <Output>
                <ErrorInfo>
                  <Message>{SecurityElement.Escape(message)}</Message>
                  <StackTrace>   at Other() in /_/Other.cs:line 1</StackTrace>
                </ErrorInfo>
              </Output>
        """);

    private static string Result(string name, string outcome, string output) =>
        $"    <UnitTestResult testName=\"{SecurityElement.Escape(name)}\" outcome=\"{outcome}\">{output}\n    </UnitTestResult>\n";

    private Task WriteAsync(params string[] results) =>
        File.WriteAllTextAsync(_folder.File("a.trx"), $"<TestRun>\n  <Results>\n{string.Concat(results)}  </Results>\n</TestRun>\n");

    private async Task<string> OutputAsync()
    {
        var run = await RunningProcess.RunAsync("bash", [".ci/failed-tests", _folder.Path]);

        Assert.Equal(("", 0), (run.Error, run.ExitCode));
        return run.Output;
    }
}
