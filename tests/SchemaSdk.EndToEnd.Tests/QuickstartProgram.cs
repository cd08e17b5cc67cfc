namespace SchemaSdk.EndToEnd.Tests;

/// <summary>The Quickstart, as built with this test.</summary>
internal static class QuickstartProgram
{
    private static readonly string Assembly = Path.Combine(
        SourceTree.Root, "samples", "Quickstart", "bin", SourceTree.Configuration, "net10.0", "Quickstart.dll");

    public static Task<ProcessResult> RunAsync(params string[] arguments) => RunningProcess.RunAsync("dotnet", [Assembly, .. arguments]);

    public static Task<ProcessResult> RunAsync(IReadOnlyDictionary<string, string> environment, params string[] arguments) =>
        RunningProcess.RunAsync("dotnet", [Assembly, .. arguments], environment);

    /// <summary>The command of the README, except that nothing is built again.</summary>
    public static Task<ProcessResult> RunAsTheReadmeSaysAsync(params string[] arguments) =>
        RunningProcess.RunAsync(
            "dotnet",
            ["run", "--project", "samples/Quickstart", "-c", SourceTree.Configuration, "--no-build", "--", .. arguments]);

    public static RunningProcess Start(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var (program, call) = Interruptible.Dotnet([Assembly, .. arguments]);
        return RunningProcess.Start(program, call, environment);
    }
}
