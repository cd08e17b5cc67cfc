namespace SchemaSdk.EndToEnd.Tests;

/// <summary>The Quickstart sample that was built with this project.</summary>
internal static class QuickstartProgram
{
    private static readonly string Assembly = Path.Combine(
        SourceTree.Root, "samples", "Quickstart", "bin", SourceTree.Configuration, "net10.0", "Quickstart.dll");

    public static Task<ProcessResult> RunAsync(params string[] arguments) => RunningProcess.RunAsync("dotnet", [Assembly, .. arguments]);

    public static Task<ProcessResult> RunAsync(IReadOnlyDictionary<string, string> environment, params string[] arguments) =>
        RunningProcess.RunAsync("dotnet", [Assembly, .. arguments], environment);

    /// <summary>
    /// Starts an emulator that stands in for the real service and counts the jobs that the service would have charged for.
    /// </summary>
    public static async Task<ModelEmulator> StartServiceAsync(TimeSpan queueTime = default, TimeSpan runTime = default)
    {
        var service = new ModelEmulator(RunComfyClient.Models, new() { QueueTime = queueTime, RunTime = runTime });
        await service.StartAsync();
        return service;
    }

    public static Dictionary<string, string> EnvironmentOf(ModelEmulator service) => new()
    {
        ["RUNCOMFY_API_TOKEN"] = service.Token,
        ["RUNCOMFY_MODEL_API_BASE"] = service.Address.ToString(),
    };

    /// <summary>Runs the command in the README without building the sample again.</summary>
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
