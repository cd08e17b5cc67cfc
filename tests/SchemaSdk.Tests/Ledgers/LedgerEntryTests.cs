namespace SchemaSdk.Tests.Ledgers;

/// <summary>The lines of a job, each made from the one before.</summary>
public sealed class LedgerEntryTests
{
    private static readonly LedgerEntry Intent = new()
    {
        Key = "order-7",
        ModelId = "acme/still",
        InputHash = "00",
        ChangedAt = Shelf.Now,
        Input = "{}"u8.ToArray(),
    };

    [Fact]
    public void A_step_leaves_the_line_before_it_as_it_is()
    {
        var before = Intent with { };

        var sending = Intent.Next(LedgerFact.Sending(Guid.NewGuid(), budgetUsd: 1m), Shelf.Now.AddSeconds(1));

        Assert.Equal(before, Intent);
        Assert.Equal((1, Shelf.Now.AddSeconds(1), 1m), (sending.Attempt!.Number, sending.Attempt.SentAt, sending.Attempt.BudgetUsd));
    }

    [Fact]
    public void Only_the_line_of_an_attempt_has_its_id_and_its_budget()
    {
        var sending = Intent.Next(LedgerFact.Sending(Guid.NewGuid(), budgetUsd: 1m), Shelf.Now);

        var accepted = sending.Next(LedgerFact.Accepted("req-1"), Shelf.Now);

        Assert.Equal(new LedgerAttempt { Number = 1, SentAt = Shelf.Now }, accepted.Attempt);
    }

    [Fact]
    public void Later_lines_share_the_parts_that_their_steps_leave_alone()
    {
        var accepted = (Intent with { Lease = new() { Owner = "here", Epoch = 2 } })
            .Next(LedgerFact.Sending(Guid.NewGuid()), Shelf.Now)
            .Next(LedgerFact.Unknown(), Shelf.Now)
            .Next(LedgerFact.Accepted("req-1", settledBy: "ada"), Shelf.Now);

        var ended = accepted.Next(LedgerFact.Ended(JobState.Succeeded, 0.25m, "{}"u8.ToArray()), Shelf.Now);
        var delivered = ended.Next(LedgerFact.Delivered(), Shelf.Now);

        Assert.All([ended, delivered], line => Assert.Same(accepted.Attempt, line.Attempt));
        Assert.All([ended, delivered], line => Assert.Same(accepted.Lease, line.Lease));
        Assert.All([ended, delivered], line => Assert.Same(accepted.Settled, line.Settled));
        Assert.Equal(ended.End, delivered.End);
    }
}
