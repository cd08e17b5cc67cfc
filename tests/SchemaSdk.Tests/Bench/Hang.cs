namespace SchemaSdk.Tests.Bench;

/// <summary>A request that is not answered until the test answers it.</summary>
internal sealed class Hang(bool afterBody)
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<Step> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static Hang BeforeBody => new(afterBody: false);

    public static Hang AfterBody => new(afterBody: true);

    public Task Reached => Soon.Async(_reached.Task);

    public Step Step => async (request, cancellation) =>
    {
        if (afterBody)
        {
            await Steps.ReadBody(request, cancellation);
            request.Content = null;
        }

        _reached.TrySetResult();
        var answer = await _answer.Task.WaitAsync(cancellation);
        return await answer(request, cancellation);
    };

    public void Answer(Step answer) => _answer.TrySetResult(answer);
}
