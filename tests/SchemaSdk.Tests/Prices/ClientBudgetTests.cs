using SchemaSdk.Catalog.Prices;

namespace SchemaSdk.Tests.Prices;

public class ClientBudgetTests
{
    [Fact]
    public async Task Threads_that_reserve_at_the_same_time_never_exceed_the_budget()
    {
        var budget = new ClientBudget(50_000);

        var reserved = await OnEightThreads(() => Enumerable.Range(0, 20_000).Count(_ => budget.TryTake(1, out var _)));

        Assert.Equal(50_000, reserved.Sum());
        Assert.False(budget.TryTake(0.01m, out var left));
        Assert.Equal(0, left);
    }

    [Fact]
    public async Task Threads_that_reserve_and_give_back_leave_the_budget_unchanged()
    {
        var budget = new ClientBudget(10);

        await OnEightThreads(() =>
        {
            for (var round = 0; round < 20_000; round++)
            {
                if (budget.TryTake(0.1m, out var _))
                {
                    new Reservation(budget, 0.1m).GiveBack();
                }
            }

            return 0;
        });

        Assert.True(budget.TryTake(10, out var left));
        Assert.Equal(10, left);
    }

    private static async Task<int[]> OnEightThreads(Func<int> action)
    {
        using var start = new Barrier(8);
        return await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait();
                return action();
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
    }
}
