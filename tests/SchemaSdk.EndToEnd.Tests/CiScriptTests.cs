namespace SchemaSdk.EndToEnd.Tests;

/// <summary>.ci/run refuses wrong calls before it builds.</summary>
public sealed class CiScriptTests
{
    private const string NoBash = "On Windows, bash may be that of another system.";

    [FactOutsideWindows(NoBash)]
    public async Task It_fails_without_the_corpus_and_says_where_it_looked()
    {
        var environment = new Dictionary<string, string> { ["SCHEMASDK_CORPUS"] = "/no/such/corpus" };
        var run = await RunningProcess.RunAsync("bash", [".ci/run"], environment);

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(
            ".ci/run: no corpus of schemas at /no/such/corpus; set SCHEMASDK_CORPUS to its folder, or run with --without-corpus\n",
            run.Error);
    }

    [FactOutsideWindows(NoBash)]
    public async Task So_it_does_without_the_suite()
    {
        var environment = new Dictionary<string, string> { ["SCHEMASDK_CORPUS"] = ".", ["SCHEMASDK_SUITE"] = "/no/such/suite" };
        var run = await RunningProcess.RunAsync("bash", [".ci/run"], environment);

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(
            ".ci/run: no JSON-Schema-Test-Suite at /no/such/suite; set SCHEMASDK_SUITE to its folder, or run with --without-corpus\n",
            run.Error);
    }

    [FactOutsideWindows(NoBash)]
    public async Task It_refuses_arguments_that_it_does_not_know()
    {
        var run = await RunningProcess.RunAsync("bash", [".ci/run", "--fast"]);

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(".ci/run: unknown argument '--fast'; the only one is --without-corpus\n", run.Error);
    }
}
