namespace SchemaSdk.EndToEnd.Tests;

public sealed class CiScriptTests
{
    private const string NoBash = "On Windows, bash may start WSL instead.";

    [FactOutsideWindows(NoBash)]
    public async Task Without_the_corpus_or_the_suite_the_script_fails_and_says_where_it_looked()
    {
        const string Advice = "to its folder, or run with --without-corpus\n";

        await FailsAsync(
            $".ci/run: no corpus of schemas at /no/such/corpus; set SCHEMASDK_CORPUS {Advice}",
            new() { ["SCHEMASDK_CORPUS"] = "/no/such/corpus" });
        await FailsAsync(
            $".ci/run: no JSON-Schema-Test-Suite at /no/such/suite; set SCHEMASDK_SUITE {Advice}",
            new() { ["SCHEMASDK_CORPUS"] = ".", ["SCHEMASDK_SUITE"] = "/no/such/suite" });
    }

    [FactOutsideWindows(NoBash)]
    public Task An_unknown_argument_is_rejected() =>
        FailsAsync(".ci/run: unknown argument '--fast'; the only argument is --without-corpus\n", [], "--fast");

    [Theory]
    [InlineData("chromium")]
    [InlineData("ffmpeg")]
    [InlineData("npm")]
    public void The_script_fails_without_a_program_that_tests_can_do_without(string program) => Assert.Contains(
        $"fail '{program} is missing", File.ReadAllText(SourceTree.PathOf(".ci/run")), StringComparison.Ordinal);

    [Fact]
    public void A_test_that_misses_a_program_says_what_to_install() => Assert.Equal(
        "ffmpeg is not installed here. Run: apt-get update && apt-get install -y ffmpeg",
        InstalledPrograms.MissingOf(["ffmpeg"], path: "/nowhere"));

    private static async Task FailsAsync(string error, Dictionary<string, string> environment, params string[] arguments)
    {
        var run = await RunningProcess.RunAsync("bash", [".ci/run", .. arguments], environment);

        Assert.Equal((1, error), (run.ExitCode, run.Error));
    }
}
