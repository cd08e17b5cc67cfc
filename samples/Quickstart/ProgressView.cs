using SchemaSdk;
using Spectre.Console;

namespace Quickstart;

/// <summary>Shows a job's state, queue position and elapsed time while it runs.</summary>
internal abstract class ProgressView
{
    /// <summary>One line that changes in a terminal; a line per change where the output goes elsewhere.</summary>
    public static ProgressView ForThisConsole() =>
        Console.IsOutputRedirected || !AnsiConsole.Profile.Capabilities.Interactive ? new PlainView() : new TerminalView();

    public abstract Task<T> ShowAsync<T>(Func<IProgress<JobStatus>, Task<T>> run);
}
