using SchemaSdk.Jobs.Polling;

namespace SchemaSdk.Jobs;

/// <content>The scheduling state of the job and the calls that wait for it. Guarded by the scheduler's lock.</content>
internal sealed partial class JobPoll
{
    private static readonly HashSet<JobFollower> None = [];

    // Most jobs have a single follower, so the set of others is created only when needed.
    private JobFollower? _follower;
    private HashSet<JobFollower>? _others;

    internal PollPlace Place { get; set; }

    internal long Due { get; set; }

    /// <summary>When the job would be polled if neither the service nor the request budget delayed it.</summary>
    internal long Wanted { get; set; }

    internal PollTurn? Turn { get; set; }

    internal bool HasFollowers => _follower is not null || _others?.Count > 0;

    /// <summary>The call with the latest timeout; null if no call waits.</summary>
    internal JobFollower? Last
    {
        get
        {
            var last = _follower;
            foreach (var other in _others ?? None)
            {
                last = last is null || other.EndsAt > last.EndsAt ? other : last;
            }

            return last;
        }
    }

    internal void Add(JobFollower follower)
    {
        if (_follower is null)
        {
            _follower = follower;
        }
        else
        {
            (_others ??= []).Add(follower);
        }
    }

    internal void Remove(JobFollower follower)
    {
        follower.EndsAt = JobFollower.Never;
        if (_follower == follower)
        {
            _follower = null;
        }
        else
        {
            _others?.Remove(follower);
        }
    }

    internal List<JobFollower> Take(PollResult result)
    {
        List<JobFollower> taken = [];
        if (_follower is not null && result.Concerns(_follower))
        {
            taken.Add(_follower);
        }

        foreach (var other in _others ?? None)
        {
            if (result.Concerns(other))
            {
                taken.Add(other);
            }
        }

        taken.ForEach(Remove);
        return taken;
    }
}
