namespace SchemaSdk.CompilerServices;

/// <summary>
/// A rule that can apply to the same value more than once. Its result is computed once and cached. The time of a check therefore does not
/// double with each level of a recursive schema.
/// </summary>
/// <param name="rule">The rule.</param>
/// <param name="number">The number that identifies the rule among all shared rules.</param>
internal sealed class SharedNode(RuleNode rule, int number) : RuleNode
{
    // Caching a result counts as this many steps, so a check caches at most 12.5 million results, which use 400 MB.
    private const int StepsOfAnswer = 15;

    /// <inheritdoc />
    public override void Check(ref JsonCheck check)
    {
        if (check.Trial.IsSettled)
        {
            return;
        }

        check.Step();
        var place = check.Cursor.Place;
        var answers = check.Answers;
        var answer = answers.Find(place.Start, number);
        if (answer == SharedAnswer.None)
        {
            check.Step(StepsOfAnswer);
            answer = Try(ref check, place);
            answers.Keep(place.Start, number, answer);
        }

        check.Trial.IsUnsure |= (answer & SharedAnswer.Unsure) != 0;
        if ((answer & SharedAnswer.Failed) == 0)
        {
            return;
        }

        check.Trial.IsOtherKind |= (answer & SharedAnswer.OtherKind) != 0 && check.Trial.Start == place.Start;
        if (check.Fails() && (answer & SharedAnswer.Told) == 0)
        {
            answers.Keep(place.Start, number, answer | SharedAnswer.Told);
            check.Cursor.MoveBack(place);
            rule.Check(ref check);
        }
    }

    private SharedAnswer Try(ref JsonCheck check, JsonPlace place)
    {
        var outer = check.Trial;
        check.Trial = new JsonTrial { IsOn = true, Start = place.Start };
        rule.Check(ref check);
        var answer = SharedAnswer.Known
            | (check.Trial.HasFailed ? SharedAnswer.Failed : SharedAnswer.None)
            | (check.Trial.IsOtherKind ? SharedAnswer.OtherKind : SharedAnswer.None)
            | (check.Trial.IsUnsure ? SharedAnswer.Unsure : SharedAnswer.None);
        check.Trial = outer;
        return answer;
    }
}
