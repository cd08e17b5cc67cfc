using Npgsql;

namespace SchemaSdk.Integration.Tests.PostgreSql;

/// <summary>A source of connections of an application, which fails in a way of its own while it is told to.</summary>
internal sealed class MoodySource : IAsyncDisposable
{
    private volatile string? _failure;
    private volatile Func<Task>? _opening;

    public MoodySource(string database)
    {
        var builder = new NpgsqlDataSourceBuilder($"{database};Pooling=false");
        builder.UsePhysicalConnectionInitializer(_ => Begin(), _ => Task.Run(BeginAsync));
        Source = builder.Build();
    }

    public NpgsqlDataSource Source { get; }

    /// <summary>The message with which each new connection fails; null: it succeeds.</summary>
    public string? Failure
    {
        set => _failure = value;
    }

    /// <summary>A delay of each new connection; null: none.</summary>
    public Func<Task>? Opening
    {
        set => _opening = value;
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
