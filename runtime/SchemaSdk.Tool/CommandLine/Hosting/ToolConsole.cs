using Spectre.Console;

namespace SchemaSdk.Tool.CommandLine.Hosting;

/// <summary>The console of a command. The report goes to one writer, and errors and progress to another.</summary>
/// <param name="output">Gets only the report.</param>
/// <param name="error">Gets errors and progress.</param>
internal sealed class ToolConsole(TextWriter output, TextWriter error)
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);

    internal TextWriter Output => output;

    internal TextWriter Error => error;

    /// <summary>True if the report may have colours, because it goes to a terminal.</summary>
    internal bool HasColors { get; init; }

    /// <summary>True if progress may be redrawn in place, because it goes to a terminal.</summary>
    internal bool IsLive { get; init; }

    /// <summary>The answers to questions.</summary>
    internal TextReader Input { get; init; } = TextReader.Null;

    /// <summary>True if questions can be asked, because a person reads them and can type.</summary>
    internal bool CanAsk { get; init; }

    internal static ToolConsole OfProcess()
    {
        // https://no-color.org: any value that is not empty counts.
        var isPlain = Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 }
            || Environment.GetEnvironmentVariable("TERM") == "dumb";
        return new ToolConsole(Console.Out, Console.Error)
        {
            HasColors = !isPlain && !Console.IsOutputRedirected,
            IsLive = !isPlain && !Console.IsErrorRedirected,
            Input = Console.In,
            CanAsk = !Console.IsInputRedirected && !Console.IsErrorRedirected,
        };
    }

    /// <summary>Runs long work and shows its progress.</summary>
    /// <param name="what">The name of the work, such as "Reading the catalogue".</param>
    /// <param name="work">The work. It may report progress.</param>
    internal async Task<T> WatchAsync<T>(string what, Func<IProgress<string>, Task<T>> work)
    {
        if (!IsLive)
        {
            await error.WriteLineAsync($"{what} …").ConfigureAwait(false);
            return await work(new Reporter<string>(static _ => { })).ConfigureAwait(false);
        }

        var terminal = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(error) });
        return await terminal.Status()
            .StartAsync(Markup.Escape(what), status => work(new Reporter<string>(text => status.Status(Markup.Escape($"{what}: {text}")))))
            .ConfigureAwait(false);
    }

    /// <summary>Runs long work and shows lines that stay, and a status that changes.</summary>
    /// <param name="what">The first status.</param>
    /// <param name="work">
    /// The work. It reports lines that stay, and a function that returns the status; a terminal calls that repeatedly to show it.
    /// </param>
    internal async Task<T> FollowAsync<T>(string what, Func<IProgress<string>, IProgress<Func<string>>, Task<T>> work)
    {
        if (!IsLive)
        {
            var lines = new Reporter<string>(error.WriteLine);
            return await work(lines, new Reporter<Func<string>>(now => error.WriteLine(now()))).ConfigureAwait(false);
        }

        var terminal = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(error) });
        return await terminal.Status().StartAsync(Markup.Escape(what), async status =>
        {
            Func<string> now = () => what;
            var working = work(
                new Reporter<string>(text => terminal.MarkupLineInterpolated($"{text}")),
                new Reporter<Func<string>>(next => Volatile.Write(ref now, next)));
            while (await Task.WhenAny(working, Task.Delay(Tick, TimeProvider.System)).ConfigureAwait(false) != working)
            {
                status.Status(Markup.Escape(Volatile.Read(ref now)()));
            }

            return await working.ConfigureAwait(false);
        }).ConfigureAwait(false);
    }

    /// <summary>Asks a yes-or-no question.</summary>
    /// <returns>True for yes; false for anything else.</returns>
    internal async Task<bool> AskAsync(string question, CancellationToken stop)
    {
        await error.WriteAsync($"{question} [y/N] ").ConfigureAwait(false);

        // The console reader blocks its thread and takes no token.
        var answer = await Task.Run(Input.ReadLine, CancellationToken.None).WaitAsync(stop).ConfigureAwait(false);
        return answer?.Trim().ToLowerInvariant() is "y" or "yes";
    }

    // Progress<T> posts to a context, so a late text could follow the report.
    private sealed class Reporter<T>(Action<T> write) : IProgress<T>
    {
        public void Report(T value) => write(value);
    }
}
