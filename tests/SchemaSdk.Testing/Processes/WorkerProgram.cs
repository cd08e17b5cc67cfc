namespace SchemaSdk.Testing;

/// <summary>The Worker sample that was built with the test project.</summary>
public static class WorkerProgram
{
    private static readonly string Assembly = Path.Combine(
        SourceTree.Root, "samples", "Worker", "bin", SourceTree.Configuration, "net10.0", "Worker.dll");

    public static async Task<ProcessResult> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        return await process.EndAsync();
    }

    public static RunningProcess Start(params string[] arguments)
    {
        string[] all = [Assembly, "--Urls=http://127.0.0.1:0", .. arguments];
        var (program, call) = Interruptible.Dotnet(all);
        return RunningProcess.Start(program, call);
    }
}
