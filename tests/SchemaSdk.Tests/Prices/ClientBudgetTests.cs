using SchemaSdk.Catalog.Prices;

namespace SchemaSdk.Tests.Prices;

public class ClientBudgetTests
{
    [Fact]
    public async Task Threads_that_take_at_once_never_take_more_than_there_is()
    {
        var budget = new ClientBudget(50_000);
        using var start = new Barrier(8);

        var taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait();
                return Enumerable.Range(0, 20_000).Count(_ => budget.TryTake(1, out var _));
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));

        Assert.Equal(50_000, taken.Sum());
        Assert.False(budget.TryTake(0.01m, out var left));
        Assert.Equal(0, left);
    }

    [Fact]
    public async Task Threads_that_take_and_give_back_at_once_leave_it_as_it_was()
    {
        var budget = new ClientBudget(10);
        using var start = new Barrier(8);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait();
                for (var round = 0; round < 20_000; round++)
                {
                    if (budget.TryTake(0.1m, out var _))
                    {
                        new Reservation(budget, 0.1m).GiveBack();
                    }
                }
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));

        Assert.True(budget.TryTake(10, out var left));
        Assert.Equal(10, left);
    }

    [Fact]
    public void A_reservation_ends_once()
    {
        var budget = new ClientBudget(10);
        Assert.True(budget.TryTake(4, out var _));
        var reservation = new Reservation(budget, 4);

        reservation.Settle(null);
        reservation.Settle(1);
        reservation.Settle(3);
        reservation.GiveBack();

        Assert.False(budget.TryTake(10, out var left));
        Assert.Equal(9, left);
    }
}
