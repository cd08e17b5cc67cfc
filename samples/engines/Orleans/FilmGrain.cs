using Microsoft.Extensions.Options;
using SchemaSdk;
using SchemaSdk.RunComfy;

namespace OrleansFilms;

/// <summary>Makes one film. A reminder calls the grain again, on any silo, until the film is ready or cannot be made.</summary>
public sealed class FilmGrain(
    [PersistentState("film")] IPersistentState<FilmState> film, RunComfyClient client, IOptions<ReminderOptions> reminders)
    : Grain, IFilmGrain, IRemindable
{
    public async Task OrderAsync(string prompt)
    {
        film.State.Prompt ??= prompt;
        await film.WriteStateAsync();
        await this.RegisterOrUpdateReminder("make", TimeSpan.Zero, reminders.Value.MinimumReminderPeriod);
    }

    public Task<FilmState> GetAsync() => Task.FromResult(film.State);

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        try
        {
            if (film.State is { Film: null, Problem: null })
            {
                var job = await client.Kling.Kling3_0.Pro.TextToVideo.SubmitAsync(
                    new() { Prompt = film.State.Prompt! }, new RunOptions { Key = this.GetPrimaryKeyString() });
                if (!(await job.GetStatusAsync()).HasEnded)
                {
                    return;
                }

                film.State.Film = (await job.WaitAsync()).Output.Video?.Url;
                film.State.Problem = film.State.Film is null ? "The result has no video." : null;
            }
        }
        catch (ModelException error) when (error is ModelFailedException or ModelCanceledException or ModelInputException
            or ModelLedgerException { IsKeyTaken: true } or ModelApiException { RequestId: null, IsUnauthorized: false }
            or ModelApiException { IsUnknownRequest: true })
        {
            film.State.Problem = error.Message;
        }

        await film.WriteStateAsync();
        if (await this.GetReminder(reminderName) is { } reminder)
        {
            await this.UnregisterReminder(reminder);
        }
    }
}
