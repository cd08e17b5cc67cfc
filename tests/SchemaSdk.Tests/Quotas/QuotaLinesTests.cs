using SchemaSdk.Pipeline.Quotas;
using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Quotas;

/// <summary>Several enumerations of one client, of which the service counts all jobs together, or each by itself.</summary>
public sealed class QuotaLinesTests : IDisposable
{
    private readonly Stage _stage = new(skipsDelays: false);
    private readonly QuotaLine _first;
    private readonly QuotaLine _second;

    public QuotaLinesTests() =>
        (_first, _second) = (_stage.Client.Calls.Quota.Open(static _ => { }), _stage.Client.Calls.Quota.Open(static _ => { }));

    public void Dispose()
    {
        _first.Dispose();
        _second.Dispose();
        _stage.Dispose();
    }

    [Fact]
    public void One_that_came_later_gets_its_half()
    {
        var first = Full(_first, running: 4, held: 20);
        var second = Held(_second, 20);

        for (var turn = 0; turn < 20; turn++)
        {
            _stage.Time.Advance(TimeSpan.FromTicks(1)); // less than any wait for a look
            Oldest(first, second).End();
            var sent = first.Concat(second).Where(static place => place.IsSent).ToList();
            Assert.Single(sent).Accept();
        }

        Assert.Equal((2, 2), (_first.Load, _second.Load));
    }

    [Fact]
    public void With_room_for_one_they_take_turns()
    {
        var first = Full(_first, running: 1, held: 20);
        var second = Held(_second, 20);
        List<int> turns = [];

        for (var turn = 0; turn < 10; turn++)
        {
            _stage.Time.Advance(TimeSpan.FromTicks(1)); // less than any wait for a look
            Oldest(first, second).End();
            Assert.Single(first.Concat(second), static place => place.IsSent).Accept();
            turns.Add(_first.Load);
        }

        Assert.Equal([1, 0, 1, 0, 1, 0, 1, 0, 1, 0], turns);
    }

    [Fact]
    public void Room_that_another_cannot_use_goes_back_at_once_and_is_not_offered_again_before_a_look()
    {
        var first = Full(_first, running: 4, held: 20);
        var second = Held(_second, 2);

        first[0].End();
        Assert.Single(second, static place => place.IsSent).Refuse(TimeSpan.FromMinutes(10));
        Assert.Single(first, static place => place.IsSent).Accept();
        for (var turn = 1; turn < 4; turn++)
        {
            first[turn].End();
            Assert.DoesNotContain(second, static place => place.IsSent);
            Assert.Single(first, static place => place.IsSent).Accept();
        }

        Assert.Equal((4, 0), (_first.Load, _second.Load));
    }

    [Fact]
    public void One_that_is_always_refused_takes_turns_with_the_other_in_looking_for_room()
    {
        _stage.Time.Advance(TimeSpan.FromTicks(1)); // the second was never taken
        var first = Full(_first, running: 1, held: 20);
        var second = Held(_second, 2);
        first[0].End();
        Assert.Single(second, static place => place.IsSent).Refuse(TimeSpan.FromHours(1));
        Assert.Single(first, static place => place.IsSent).Refuse();

        for (var taken = 0; taken < 4; taken++)
        {
            _stage.Time.Advance(TimeSpan.FromMinutes(1));
            Assert.Single(first, static place => place.IsSent).Accept();
        }

        Assert.DoesNotContain(first, static place => place.Turn == false);
        Assert.DoesNotContain(second, static place => place.IsSent);
    }

    [Fact]
    public void Room_of_one_that_needs_it_no_more_goes_to_the_other()
    {
        var first = Full(_first, running: 1, held: 1);
        first[1].End();
        var second = Held(_second, 2);

        first[0].End();

        Assert.Single(second, static place => place.IsSent).Accept();
    }

    private static Sent[] Full(QuotaLine line, int running, int held)
    {
        Sent[] places = [.. Enumerable.Range(0, running + held).Select(_ => new Sent(line))];
        Assert.All(places[..running], static place => place.Accept());
        Assert.All(places[running..], static place => place.Refuse());
        return places;
    }

    // The service is full of the jobs of the other.
    private static Sent[] Held(QuotaLine line, int count)
    {
        Sent[] places = [.. Enumerable.Range(0, count).Select(_ => new Sent(line))];
        Assert.All(places, static place => Assert.False(place.IsSent));
        return places;
    }

    /// <summary>A job of the line that has most.</summary>
    private Sent Oldest(Sent[] first, Sent[] second) =>
        (_first.Load >= _second.Load ? first : second).First(static place => place.IsRunning);
}
