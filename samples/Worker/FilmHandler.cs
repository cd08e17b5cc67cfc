using SchemaSdk;
using SchemaSdk.RunComfy;
using SchemaSdk.RunComfy.Models.Kling.Kling3_0.Pro;

namespace Worker;

/// <summary>Prints each job's outcome. A job may be handled twice, so a real program would save the film under the job's key.</summary>
internal sealed class FilmHandler(RunComfyClient client) : IModelJobHandler
{
    public Task EndedAsync(EndedModelJob job, CancellationToken cancellationToken)
    {
        Console.WriteLine(job.Error is { } error
            ? $"failed    {job.Key} {job.Entry.RequestId} {error.Message}"
            : $"filmed    {job.Key} {job.Entry.RequestId} {FilmOf(job)}");
        return Task.CompletedTask;
    }

    public Task RefusedAsync(LedgerEntry job, Exception error, CancellationToken cancellationToken)
    {
        Console.WriteLine($"refused   {job.Key} no job was started: {error.Message}");
        return Task.CompletedTask;
    }

    public Task UnknownAsync(LedgerEntry job, CancellationToken cancellationToken)
    {
        Console.WriteLine(
            $"unknown   {job.Key} {job.RequestId ?? "(no request id)"} may be running and charged. Look for it at the service, then run "
            + "schemasdk jobs settle");
        return Task.CompletedTask;
    }

    // Returns the address of the film. If another program ordered the job for another model, returns the whole output of the job.
    private string? FilmOf(EndedModelJob job) => job.Entry.ModelId == client.Kling.Kling3_0.Pro.TextToVideo.ModelId
        ? job.ReadOutput<TextToVideoOutput>().Video?.Url
        : job.Result?.Output.GetRawText();
}
