using Spectre.Console;

namespace SchemaSdk.Tool.CommandLine.Hosting;

/// <summary>The console of a command: its report goes to one writer, all that people are to see beside it to another.</summary>
/// <param name="output">Has the report, and nothing else.</param>
/// <param name="error">Has errors and progress.</param>
internal sealed class ToolConsole(TextWriter output, TextWriter error)
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);

    internal TextWriter Output => output;

    internal TextWriter Error => error;

    /// <summary>Lets the report have colours: somebody reads it on a terminal.</summary>
    internal bool HasColors { get; init; }

    /// <summary>Lets progress be drawn over itself: somebody sees it on a terminal.</summary>
    internal bool IsLive { get; init; }

    /// <summary>Has the answers of whoever is asked.</summary>
    internal TextReader Input { get; init; } = TextReader.Null;

    /// <summary>Lets questions be asked: somebody reads them, and types.</summary>
    internal bool CanAsk { get; init; }

    internal static ToolConsole OfProcess()
    {
        // https://no-color.org: set to anything but an empty text.
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

    /// <summary>Does something long, and shows how far it is.</summary>
    /// <param name="what">What is done, such as "Reading the catalogue".</param>
    /// <param name="work">Does it. It may tell how far it is.</param>
    internal async Task<T> WatchAsync<T>(string what, Func<IProgress<string>, Task<T>> work)
    {
        if (!IsLive)
        {
            await error.WriteLineAsync($"{what} …").ConfigureAwait(false);
            return await work(new Told<string>(static _ => { })).ConfigureAwait(false);
        }

        var terminal = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(error) });
        return await terminal.Status()
            .StartAsync(Markup.Escape(what), status => work(new Told<string>(text => status.Status(Markup.Escape($"{what}: {text}")))))
            .ConfigureAwait(false);
    }

    /// <summary>Does something long, and tells in lines that stay what happens meanwhile.</summary>
    /// <param name="what">What is done at first.</param>
    /// <param name="work">
    /// Does it. It tells lines that stay, and what is so now: on a terminal that is asked for again and again until something else is.
    /// </param>
    internal async Task<T> FollowAsync<T>(string what, Func<IProgress<string>, IProgress<Func<string>>, Task<T>> work)
    {
        if (!IsLive)
        {
            var lines = new Told<string>(error.WriteLine);
            return await work(lines, new Told<Func<string>>(now => error.WriteLine(now()))).ConfigureAwait(false);
        }

        var terminal = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(error) });
        return await terminal.Status().StartAsync(Markup.Escape(what), async status =>
        {
            Func<string> now = () => what;
            var working = work(
                new Told<string>(text => terminal.MarkupLineInterpolated($"{text}")),
                new Told<Func<string>>(next => Volatile.Write(ref now, next)));
            while (await Task.WhenAny(working, Task.Delay(Tick, TimeProvider.System)).ConfigureAwait(false) != working)
            {
                status.Status(Markup.Escape(Volatile.Read(ref now)()));
            }

            return await working.ConfigureAwait(false);
        }).ConfigureAwait(false);
    }

    /// <summary>Asks a question that is answered with yes or no.</summary>
    /// <returns>True for yes; false for anything else.</returns>
    internal async Task<bool> AskAsync(string question, CancellationToken stop)
    {
        await error.WriteAsync($"{question} [y/N] ").ConfigureAwait(false);

        // The console's reader waits on its thread, and knows no token.
        var answer = await Task.Run(Input.ReadLine, CancellationToken.None).WaitAsync(stop).ConfigureAwait(false);
        return answer?.Trim().ToLowerInvariant() is "y" or "yes";
    }

    // Progress<T> posts to a context, so that a late text could follow the report.
    private sealed class Told<T>(Action<T> tell) : IProgress<T>
    {
        public void Report(T value) => tell(value);
    }
}
