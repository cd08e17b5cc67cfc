using Npgsql;

namespace SchemaSdk.Integration.Tests.PostgreSql;

/// <summary>An application's data source whose new connections can fail or wait.</summary>
internal sealed class UnreliableSource : IAsyncDisposable
{
    private volatile string? _failure;
    private volatile Func<Task>? _opening;

    public UnreliableSource(string database)
    {
        var builder = new NpgsqlDataSourceBuilder($"{database};Pooling=false");
        builder.UsePhysicalConnectionInitializer(_ => Begin(), _ => Task.Run(BeginAsync));
        Source = builder.Build();
    }

    public NpgsqlDataSource Source { get; }

    /// <summary>The message with which new connections fail; null if they succeed.</summary>
    public string? Failure
    {
        set => _failure = value;
    }

    /// <summary>Delays each new connection; null for no delay.</summary>
    public Func<Task>? Opening
    {
        set => _opening = value;
    }

    /// <summary>Delays one of the next new connections until the test calls the returned action.</summary>
    /// <param name="number">The position of that connection among the new ones; 1 for the next.</param>
    /// <returns>A task that completes once the connection is delayed, and the action that ends the delay.</returns>
    public (Task IsReached, Action Go) Hold(int number)
    {
        var (opened, reached, go) = (0, new TaskCompletionSource(), new TaskCompletionSource());
        _opening = async () =>
        {
            if (Interlocked.Increment(ref opened) == number)
            {
                reached.SetResult();
                await go.Task;
            }
        };
        return (Soon.Async(reached.Task), go.SetResult);
    }

    public ValueTask DisposeAsync() => Source.DisposeAsync();

    private void Begin()
    {
        if (_failure is { } message)
        {
            throw new InvalidOperationException(message);
        }
    }

    private async Task BeginAsync()
    {
        Begin();
        await (_opening?.Invoke() ?? Task.CompletedTask);
    }
}
