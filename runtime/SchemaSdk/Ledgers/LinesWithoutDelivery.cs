namespace SchemaSdk.Ledgers;

/// <summary>The lines of a job whose caller puts down by itself that the result was delivered.</summary>
internal sealed class LinesWithoutDelivery(IJobLines lines) : IJobLines
{
    public string Key => lines.Key;

    public Task SendingAsync() => lines.SendingAsync();

    public Task PostponedAsync() => lines.PostponedAsync();

    public Task AcceptedAsync(string requestId) => lines.AcceptedAsync(requestId);

    public Task RefusedAsync() => lines.RefusedAsync();

    public Task NotTakenAsync() => lines.NotTakenAsync();

    public Task UnknownAsync(string? requestId) => lines.UnknownAsync(requestId);

    public Task EndedAsync(JobState outcome, decimal? costUsd, ReadOnlyMemory<byte> result) =>
        lines.EndedAsync(outcome, costUsd, result);

    public Task DeliveredAsync() => Task.CompletedTask;

    public Task LeftAsync() => lines.LeftAsync();

    public IJobLines LeavingDelivery() => this;
}
