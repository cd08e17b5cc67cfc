using Temporalio.Exceptions;
using Temporalio.Testing;
using TemporalFilms;

namespace SchemaSdk.Integration.Tests.Engines;

/// <summary>Tests samples/engines/Temporal without a server: the test runs an activity, and the workflow is only compiled.</summary>
public sealed class TemporalTests
{
    [Fact]
    public async Task Steps_that_are_retried_are_charged_once_and_another_worker_can_wait()
    {
        await using var service = await FilmService.OpenAsync();
        await using var services = new ServiceCollection().AddFilms(service.Ledger, service.Configure).BuildServiceProvider();
        var films = services.GetRequiredService<FilmActivities>();
        await using var other = service.NewClient();

        var job = await AttemptAsync(1, () => films.OrderFilmAsync("A red kite over a lake"));
        var again = await AttemptAsync(2, () => films.OrderFilmAsync("A red kite over a lake"));
        await Assert.ThrowsAsync<ModelApiException>(() => AttemptAsync(1, () => films.AwaitFilmAsync(job)));
        var film = await AttemptAsync(2, () => new FilmActivities(other).AwaitFilmAsync(Passed(job)));

        Assert.Equal(job, again);
        Assert.StartsWith("http", film, StringComparison.Ordinal);
        Assert.Equal(1, service.Bills);
    }

    [Fact]
    public async Task A_step_that_the_service_refuses_is_not_retried()
    {
        await using var service = await FilmService.OpenAsync();
        service.Refuse("too red");
        await using var services = new ServiceCollection().AddFilms(service.Ledger, service.Configure).BuildServiceProvider();
        var films = services.GetRequiredService<FilmActivities>();

        var refused = await Assert.ThrowsAsync<ApplicationFailureException>(
            () => AttemptAsync(1, () => films.OrderFilmAsync("A red kite over a lake")));

        Assert.True(refused.NonRetryable);
        Assert.Contains("too red", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_film_that_the_service_has_deleted_is_not_awaited_again()
    {
        await using var service = await FilmService.OpenAsync();
        service.Delete();
        await using var services = new ServiceCollection().AddFilms(service.Ledger, service.Configure).BuildServiceProvider();
        var films = services.GetRequiredService<FilmActivities>();
        var job = await AttemptAsync(1, () => films.OrderFilmAsync("A red kite over a lake"));
        await Assert.ThrowsAsync<ModelApiException>(() => AttemptAsync(1, () => films.AwaitFilmAsync(job)));

        var deleted = await Assert.ThrowsAsync<ApplicationFailureException>(() => AttemptAsync(2, () => films.AwaitFilmAsync(job)));

        Assert.True(deleted.NonRetryable);
    }

    private static Task<T> AttemptAsync<T>(int attempt, Func<Task<T>> step) => new ActivityEnvironment
    {
        Info = ActivityEnvironment.DefaultInfo with { WorkflowId = "order-4711", ActivityId = "1", Attempt = attempt },
    }.RunAsync(step);

    // Temporal passes values between steps as JSON.
    private static ModelJobHandle Passed(ModelJobHandle job) =>
        JsonSerializer.Deserialize<ModelJobHandle>(JsonSerializer.Serialize(job))!;
}
