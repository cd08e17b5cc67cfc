using SchemaSdk.Pipeline.Quotas;
using SchemaSdk.Tests.Bench;

namespace SchemaSdk.Tests.Quotas;

/// <summary>The inputs of one enumeration are sent in turn, by what the service says of the others.</summary>
public sealed class QuotaLineTests : IDisposable
{
    private readonly Stage _stage = new(skipsDelays: false);
    private readonly QuotaLine _line;

    public QuotaLineTests() => _line = _stage.Client.Calls.Quota.Open(static _ => { });

    public void Dispose()
    {
        _line.Dispose();
        _stage.Dispose();
    }

    [Fact]
    public void Until_the_first_refusal_nothing_is_held_back() => Assert.All(Enter(_line, 100), place => Assert.True(place.IsSent));

    [Fact]
    public void After_a_refusal_each_that_ends_lets_one_go_in_their_order()
    {
        var places = Enter(_line, 6);
        Accept(places[..2]);
        Refuse(places[2..]);
        Assert.All(places[2..], place => Assert.False(place.IsSent));

        places[1].End();
        Assert.Equal([true, false, false, false], places[2..].Select(place => place.IsSent));
        places[2].Accept();
        places[0].End();

        Assert.Equal([false, true, false, false], places[2..].Select(place => place.IsSent));
    }

    [Fact]
    public void A_new_input_stands_behind_those_that_were_held_back()
    {
        var places = Enter(_line, 2);
        places[0].Accept();
        places[1].Refuse();
        var last = new Sent(_line);

        places[0].End();

        Assert.Equal((true, false), (places[1].IsSent, last.IsSent));
    }

    [Fact]
    public void Where_none_ends_one_looks_for_room_now_and_then()
    {
        var places = Enter(_line, 3);
        Refuse(places);

        for (var look = 0; look < 10; look++)
        {
            _stage.Time.Advance(TimeSpan.FromMinutes(1));
            var sent = Assert.Single(places, place => place.IsSent);
            sent.Refuse();
        }
    }

    [Fact]
    public void A_service_that_stays_full_hears_of_the_client_about_twice_a_minute()
    {
        var places = Enter(_line, 16);
        Refuse(places);
        var looks = 0;

        for (var second = 0; second < 29 * 60; second++)
        {
            _stage.Time.Advance(TimeSpan.FromSeconds(1));
            foreach (var place in places.Where(place => place.IsSent))
            {
                looks++;
                place.Refuse();
            }
        }

        Assert.InRange(looks, 25, 90);
    }

    [Fact]
    public void What_the_service_asks_to_wait_is_waited_where_none_ends()
    {
        var places = Enter(_line, 2);
        Refuse(places, TimeSpan.FromMinutes(5));

        _stage.Time.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromMilliseconds(1));
        Assert.All(places, place => Assert.False(place.IsSent));
        _stage.Time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Single(places, place => place.IsSent);
    }

    [Fact]
    public void The_longest_that_was_asked_counts()
    {
        var places = Enter(_line, 2);
        places[0].Refuse(TimeSpan.FromMinutes(1));
        places[1].Refuse(TimeSpan.FromMinutes(3));

        _stage.Time.Advance(TimeSpan.FromMinutes(3) - TimeSpan.FromMilliseconds(1));

        Assert.All(places, place => Assert.False(place.IsSent));
    }

    [Fact]
    public void Where_there_is_room_again_more_are_sent_one_after_the_other_within_seconds()
    {
        var places = Enter(_line, 10);
        Refuse(places);
        for (var sent = 0; sent < 10; sent++)
        {
            _stage.Time.Advance(sent == 0 ? TimeSpan.FromMinutes(1) : TimeSpan.FromSeconds(0.5));
            Assert.Single(places, place => place.IsSent).Accept();
        }
    }

    [Fact]
    public void Refused_together_is_refused_once()
    {
        Refuse(Enter(_line, 200));

        // After one refusal the next look is soon.
        Assert.InRange(_stage.Time.Delays[^1], TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(0.5));
    }

    [Fact]
    public void Held_back_for_its_budget_an_input_is_given_up()
    {
        var place = new Sent(_line);
        var start = _stage.Time.GetUtcNow();
        for (; place.Turn is not false; _stage.Time.Advance(TimeSpan.FromSeconds(1)))
        {
            Assert.InRange(_stage.Time.GetUtcNow() - start, TimeSpan.Zero, TimeSpan.FromMinutes(31));
            if (place.IsSent)
            {
                place.Refuse();
            }
        }

        Assert.InRange(_stage.Time.GetUtcNow() - start, TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(31));
    }

    [Fact]
    public void A_budget_of_seconds_ends_with_a_last_look()
    {
        using var stage = new Stage(skipsDelays: false);
        stage.Options.Retry.QuotaBudget = TimeSpan.FromSeconds(5);
        using var line = stage.Client.Calls.Quota.Open(static _ => { });
        var places = Enter(line, 2);
        places[0].Accept();
        places[1].Refuse();
        for (var second = 0; second < 4; second++)
        {
            stage.Time.Advance(TimeSpan.FromSeconds(1));
            if (places[1].IsSent)
            {
                places[1].Refuse();
            }
        }

        stage.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.True(places[1].IsSent);
    }

    [Fact]
    public void That_another_is_taken_begins_the_time_again()
    {
        var places = Enter(_line, 3);
        places[0].Accept();
        Refuse(places[1..], TimeSpan.FromMinutes(100));
        _stage.Time.Advance(TimeSpan.FromMinutes(29));
        places[0].End();
        places[1].Accept();

        _stage.Time.Advance(TimeSpan.FromMinutes(29));
        Assert.Null(places[2].Turn);
        _stage.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.False(places[2].Turn);
    }

    [Fact]
    public void Where_nothing_runs_and_the_service_asks_for_longer_than_that_it_is_given_up_now()
    {
        var places = Enter(_line, 2);

        Refuse(places, TimeSpan.FromHours(1));

        Assert.All(places, place => Assert.False(place.Turn));
        Assert.DoesNotContain(_stage.Time.Delays, static delay => delay > TimeSpan.FromMinutes(30));
    }

    [Fact]
    public async Task Cancelled_while_it_is_held_back_it_leaves_its_turn_to_the_next()
    {
        var places = Enter(_line, 3);
        places[0].Accept();
        Refuse(places[1..]);

        await places[1].CancelAsync();
        places[0].End();

        Assert.True(places[2].IsSent);
    }

    [Fact]
    public void What_was_sent_and_came_to_nothing_leaves_its_turn_to_the_next()
    {
        var places = Enter(_line, 3);
        places[0].Accept();
        Refuse(places[1..]);
        places[0].End();

        places[1].End();

        Assert.True(places[2].IsSent);
    }

    [Fact]
    public async Task Answered_after_its_run_has_ended_it_counts_no_more_and_is_not_sent_again()
    {
        var places = Enter(_line, 3);
        places[0].End();
        places[1].End();

        places[0].AcceptLate();
        Assert.False(await Soon.Async(places[1].RefuseLateAsync()));

        Assert.Equal(1, _line.Load);
        places[2].Refuse();
        _stage.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.True(places[2].IsSent);
    }

    private static Sent[] Enter(QuotaLine line, int count) => [.. Enumerable.Range(0, count).Select(_ => new Sent(line))];

    private static void Accept(IEnumerable<Sent> places) => Assert.All(places, static place => place.Accept());

    private static void Refuse(IEnumerable<Sent> places, TimeSpan? retryAfter = null) =>
        Assert.All(places, place => place.Refuse(retryAfter));
}
