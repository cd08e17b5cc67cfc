using System.Runtime.CompilerServices;
using System.Threading.Tasks.Sources;

namespace SchemaSdk.InFlight;

/// <summary>
/// Builds asynchronous methods that are a part of a request: what a call consists of is used again for a later one. The task that such a
/// method returns is awaited once.
/// </summary>
/// <remarks>
/// The framework's <see cref="PoolingAsyncValueTaskMethodBuilder{TResult}"/> keeps one call for each thread, and requests are many at a
/// time.
/// </remarks>
/// <typeparam name="TResult">What the method returns.</typeparam>
internal struct RequestMethodBuilder<TResult>
{
    // Null for as long as it has awaited nothing.
    private Call? _call;
    private TResult? _result;
    private Exception? _exception;

    /// <summary>The task that the method returns.</summary>
    public readonly ValueTask<TResult> Task => _call is not null ? new ValueTask<TResult>(_call, _call.Version)
        : _exception is not null ? ValueTask.FromException<TResult>(_exception)
        : new ValueTask<TResult>(_result!);

    /// <summary>Begins a call.</summary>
    public static RequestMethodBuilder<TResult> Create() => default;

    /// <summary>Runs it up to its first await.</summary>
    // As every asynchronous method does: it leaves nothing of its own in the context of its caller.
    public readonly void Start<TStateMachine>(ref TStateMachine method)
        where TStateMachine : IAsyncStateMachine => default(AsyncTaskMethodBuilder).Start(ref method);

    /// <summary>Nothing: what it would be told is known.</summary>
    public readonly void SetStateMachine(IAsyncStateMachine method)
    {
    }

    /// <summary>Ends it with a result.</summary>
    public void SetResult(TResult result)
    {
        if (_call is null)
        {
            _result = result;
        }
        else
        {
            _call.End(result);
        }
    }

    /// <summary>Ends it with an exception.</summary>
    public void SetException(Exception exception)
    {
        if (_call is null)
        {
            _exception = exception;
        }
        else
        {
            _call.End(exception);
        }
    }

    /// <summary>Goes on when an awaiter says so.</summary>
    public void AwaitOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine method)
        where TAwaiter : INotifyCompletion
        where TStateMachine : IAsyncStateMachine => awaiter.OnCompleted(GoOn(ref method));

    /// <summary>The same, and the context is kept here.</summary>
    public void AwaitUnsafeOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine method)
        where TAwaiter : ICriticalNotifyCompletion
        where TStateMachine : IAsyncStateMachine => awaiter.UnsafeOnCompleted(GoOn(ref method));

    private Action GoOn<TStateMachine>(ref TStateMachine method)
        where TStateMachine : IAsyncStateMachine
    {
        if (_call is not Call<TStateMachine> call)
        {
            // Before the method is copied, of which this builder is a part.
            _call = call = Call<TStateMachine>.Take();
            call.Method = method;
        }

        call.Context = ExecutionContext.Capture();
        return call.GoOn;
    }

    private abstract class Call : IValueTaskSource<TResult>
    {
        private ManualResetValueTaskSourceCore<TResult> _ended;

        internal short Version => _ended.Version;

        internal ExecutionContext? Context { get; set; }

        internal void End(TResult result) => _ended.SetResult(result);

        internal void End(Exception exception) => _ended.SetException(exception);

        public TResult GetResult(short token)
        {
            // Throws where it was awaited before: then it is another call by now.
            _ended.GetStatus(token);
            try
            {
                return _ended.GetResult(token);
            }
            finally
            {
                _ended.Reset();
                GiveBack();
            }
        }

        public ValueTaskSourceStatus GetStatus(short token) => _ended.GetStatus(token);

        public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
            _ended.OnCompleted(continuation, state, token, flags);

        protected abstract void GiveBack();
    }

    private sealed class Call<TStateMachine> : Call
        where TStateMachine : IAsyncStateMachine
    {
        // As many as there are requests in flight, unless the application sets more.
        private const int Most = 64;

        private static readonly Stack<Call<TStateMachine>> Free = new();

        private Call() => GoOn = Run;

        internal TStateMachine? Method;

        internal Action GoOn { get; }

        internal static Call<TStateMachine> Take()
        {
            lock (Free)
            {
                return Free.TryPop(out var call) ? call : new Call<TStateMachine>();
            }
        }

        protected override void GiveBack()
        {
            (Method, Context) = (default, null);
            lock (Free)
            {
                if (Free.Count < Most)
                {
                    Free.Push(this);
                }
            }
        }

        private void Run()
        {
            if (Context is { } context)
            {
                ExecutionContext.Run(context, static call => ((Call<TStateMachine>)call!).Move(), this);
            }
            else
            {
                Move();
            }
        }

        private void Move() => Method!.MoveNext();
    }
}
