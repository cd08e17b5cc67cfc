using System.Diagnostics;

namespace SchemaSdk.Repository.Tests.Package;

/// <summary>Asks <c>git</c> something of the repository.</summary>
internal static class GitCommand
{
    /// <returns>Its output; empty if it does not know, as without a repository.</returns>
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
