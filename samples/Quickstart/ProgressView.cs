using SchemaSdk;
using Spectre.Console;

namespace Quickstart;

/// <summary>Shows a job's state, queue position and elapsed time while it runs.</summary>
internal abstract class ProgressView
{
    /// <summary>Returns a view that updates one line in a terminal, or prints a line per change if the output is redirected.</summary>
    public static ProgressView ForThisConsole() =>
        Console.IsOutputRedirected || !AnsiConsole.Profile.Capabilities.Interactive ? new PlainView() : new TerminalView();

    public abstract Task<T> ShowAsync<T>(Func<IProgress<JobStatus>, Task<T>> run);
}
