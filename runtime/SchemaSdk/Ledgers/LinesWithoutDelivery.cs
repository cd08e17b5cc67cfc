using SchemaSdk.Limits;

namespace SchemaSdk.Ledgers;

/// <summary>The lines of a job whose caller puts down by itself that the result was delivered.</summary>
internal sealed class LinesWithoutDelivery(IJobLines lines, SharedWaits waits) : IJobLines
{
    public string Key => lines.Key;

    public ValueTask PriceAsync(
        IJobBudget budget, string modelId, ModelInfo? model, ReadOnlyMemory<byte> input, CancellationToken cancellationToken) =>
        lines.PriceAsync(budget, modelId, model, input, cancellationToken);

    public Task SendingAsync() => lines.SendingAsync();

    public Task PostponedAsync() => lines.PostponedAsync();

    public Task AcceptedAsync(string requestId) => lines.AcceptedAsync(requestId);

    public Task RefusedAsync() => lines.RefusedAsync();

    public Task NotTakenAsync() => lines.NotTakenAsync();

    public Task UnknownAsync(string? requestId) => lines.UnknownAsync(requestId);

    public Task EndedAsync(JobState outcome, decimal? costUsd, ReadOnlyMemory<byte> result) =>
        lines.EndedAsync(outcome, costUsd, result);

    public async Task SaveAsync(IResultFiles files, ReadOnlyMemory<byte> output)
    {
        await lines.SaveAsync(files, output).ConfigureAwait(false);
        await lines.FilesAsync().ConfigureAwait(false);
    }

    public Task FilesAsync() => lines.FilesAsync();

    public Task DeliveredAsync() => Task.CompletedTask;

    // Whoever puts the delivery down has claimed the job, and gives it back by that.
    public Task LeftAsync() => Task.CompletedTask;

    // Those who leave the delivery to others share with their like alone. A key has no line end.
    public object Share(object waited) => waits.Share($"{Key}\n", waited);

    public void Unshare(object waited) => waits.Unshare($"{Key}\n", waited);

    public IJobLines LeavingDelivery() => this;
}
