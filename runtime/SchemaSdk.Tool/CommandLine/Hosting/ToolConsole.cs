using Spectre.Console;

namespace SchemaSdk.Tool.CommandLine.Hosting;

/// <summary>The console of a command.</summary>
/// <param name="output">Receives only the report.</param>
/// <param name="error">Receives errors and progress.</param>
internal sealed class ToolConsole(TextWriter output, TextWriter error)
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);

    internal TextWriter Output => output;

    internal TextWriter Error => error;

    /// <summary>True if the report goes to a terminal and can therefore have colors.</summary>
    internal bool HasColors { get; init; }

    /// <summary>True if progress goes to a terminal and can therefore be redrawn in place.</summary>
    internal bool IsLive { get; init; }

    /// <summary>True if no progress is shown.</summary>
    internal bool IsQuiet { get; set; }

    /// <summary>The reader for the user's answers to questions.</summary>
    internal TextReader Input { get; init; } = TextReader.Null;

    /// <summary>True if a person can read and answer questions.</summary>
    internal bool CanAsk { get; init; }

    internal static ToolConsole OfProcess()
    {
        // According to https://no-color.org, any value of NO_COLOR that is not empty turns colors off.
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

    /// <summary>Runs a long operation and shows its progress.</summary>
    /// <param name="what">A description of the work, such as "Reading the catalogue".</param>
    /// <param name="work">The work. It can report progress.</param>
    internal async Task<T> WatchAsync<T>(string what, Func<IProgress<string>, Task<T>> work)
    {
        if (!IsLive || IsQuiet)
        {
            if (!IsQuiet)
            {
                await error.WriteLineAsync($"{what} …").ConfigureAwait(false);
            }

            return await work(new Reporter<string>(static _ => { })).ConfigureAwait(false);
        }

        var terminal = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(error) });
        return await terminal.Status()
            .StartAsync(Markup.Escape(what), status => work(new Reporter<string>(text => status.Status(Markup.Escape($"{what}: {text}")))))
            .ConfigureAwait(false);
    }

    /// <summary>
    /// Runs a long operation that reports lines and a status. Lines stay on the console. On a terminal, each status overwrites the previous
    /// one.
    /// </summary>
    /// <param name="what">The first status.</param>
    /// <param name="work">
    /// The work. It reports each permanent line as text, and the status as a function that returns the current text. On a terminal, this
    /// function is called repeatedly.
    /// </param>
    internal async Task<T> FollowAsync<T>(string what, Func<IProgress<string>, IProgress<Func<string>>, Task<T>> work)
    {
        if (!IsLive || IsQuiet)
        {
            // Write the reported lines even in quiet mode, because one of them has the request id.
            var lines = new Reporter<string>(error.WriteLine);
            Action<Func<string>> show = IsQuiet ? static _ => { } : now => error.WriteLine(now());
            return await work(lines, new Reporter<Func<string>>(show)).ConfigureAwait(false);
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

    /// <summary>Asks a yes-or-no question. Any answer other than yes counts as no.</summary>
    internal async Task<bool> AskAsync(string question, CancellationToken stop)
    {
        await error.WriteAsync($"{question} [y/N] ").ConfigureAwait(false);

        // The console reader blocks and cannot be cancelled, so it runs on another thread.
        var answer = await Task.Run(Input.ReadLine, CancellationToken.None).WaitAsync(stop).ConfigureAwait(false);
        return answer?.Trim().ToLowerInvariant() is "y" or "yes";
    }

    // Progress<T> would write from another thread, so progress could appear after the command's report.
    private sealed class Reporter<T>(Action<T> write) : IProgress<T>
    {
        public void Report(T value) => write(value);
    }
}
