using System.Diagnostics;

namespace SchemaSdk.Repository.Tests.Package;

/// <summary>Runs <c>git</c>; the output is empty if it fails.</summary>
internal static class GitCommand
{
    public static async Task<string> RunAsync(string folder, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("git", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await Task.WhenAll(process.WaitForExitAsync(), errors);
        return output.Trim();
    }
}
