using System.Linq.Expressions;
using MemoryProfiler.Statements.Inputs;

namespace MemoryProfiler.Statements.Cases;

/// <summary>Lambdas, method groups, events.</summary>
static class Delegates
{
    static event Action? Raised;

    public static void Lambda_that_captures()
    {
        var step = Given.Seven;
        Func<int, int> add = x => x + step;
        Given.Sum += add(3);
    }

    public static void Capturing_lambda_handed_far_away()
    {
        var step = Given.Seven;
        Given.Sum += Given.Apply(x => x + step);
    }

    public static void Capturing_lambda_handed_to_a_small_method()
    {
        var step = Given.Seven;
        Given.Sum += Given.ApplySmall(x => x + step);
    }

    public static void Lambda_that_captures_nothing()
    {
        Func<int, int> add = x => x + 1;
        Given.Sum += add(3);
    }

    public static void Local_function_that_captures()
    {
        var step = Given.Seven;
        int Add(int x) => x + step;
        Given.Sum += Add(3);
    }

    public static void Two_lambdas_that_share_a_variable()
    {
        var total = Given.Seven;
        Action add = () => total++;
        Func<int> read = () => total;
        add();
        Given.Sum += read();
    }

    public static void Variable_captured_anew_in_each_round()
    {
        for (var i = 0; i < 3; i++)
        {
            var step = i;
            Given.Sum += Given.Apply(x => x + step);
        }
    }

    public static void Lambda_that_captures_but_is_not_made()
    {
        var step = Given.Seven;
        if (step < 0)
            Given.Sum += Given.Apply(x => x + step);
    }

    public static void Group_of_a_static_method()
    {
        Given.Sum += Given.Apply(Given.AddOne);
    }

    public static void Group_of_an_instance_method()
    {
        Given.Sum += Given.Apply(Given.Worker.AddOne);
    }

    public static void Group_of_an_instance_method_in_a_local()
    {
        Func<int, int> add = Given.Worker.AddOne;
        Given.Sum += add(3);
    }

    public static void Two_delegates_combined()
    {
        Action both = Given.Worker.Rest;
        both += Given.Worker.Stop;
        Given.Keep(both);
    }

    public static void Event_subscribed_and_unsubscribed()
    {
        Raised += Given.Worker.Rest;
        Raised();
        Raised -= Given.Worker.Rest;
    }

    public static void Expression_tree()
    {
        Expression<Func<int, int>> add = x => x + 1;
        Given.Keep(add);
    }
}
